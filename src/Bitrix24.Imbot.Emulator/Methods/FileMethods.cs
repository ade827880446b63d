using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator;

/// <summary>imbot.v2.File and im.v2.File (server-behaviour 10).</summary>
internal static class FileMethods
{
    public static JsonNode UploadAsBot(RestCall call) => Upload(call, call.OwnedBot().Id, isBot: true);

    public static JsonNode UploadAsUser(RestCall call) => Upload(call, call.Credential.UserId, isBot: false);

    public static JsonNode DownloadAsBot(RestCall call)
    {
        call.OwnedBot();
        return Download(call, "imbot");
    }

    public static JsonNode DownloadAsUser(RestCall call) => Download(call, "im");

    /// <summary>Stores the file and sends a message with it at once.</summary>
    private static JsonObject Upload(RestCall call, int authorId, bool isBot)
    {
        Portal portal = call.Portal;
        Chat? bound = ChatAccess.Bind(call, authorId);
        FieldMap fields = call.Parameters.Map("fields");
        Chat chat = ChatAccess.Require(bound, authorId);
        if (!PhpValue.IsTrue(fields["name"]) || !PhpValue.IsTrue(fields["content"]))
        {
            throw new RestException("FILE_EMPTY", "File name and content are required");
        }

        string content = fields.Text("content") ?? "";
        if (content.Length > (long)(portal.Options.MaxFileSize * 4.0 / 3))
        {
            throw new RestException("FILE_TOO_LARGE", "File size exceeds maximum allowed");
        }

        byte[] bytes = Base64Text.Decode(content) ?? throw new RestException("FILE_INVALID_CONTENT", "Invalid base64 content");
        StoredFile file = portal.Files.Add(chat, authorId, portal.Clock.Now, fields.Text("name") ?? "", bytes);
        Message message = MessageStore.Add(portal, chat, new MessageDraft
        {
            AuthorId = authorId, Text = fields.Text("message") ?? "", Params = new JsonObject { ["FILE_ID"] = new JsonArray(file.Id) },
        });
        return new JsonObject
        {
            ["file"] = isBot ? FileForm.ForBot(portal, file) : FileForm.ForUser(portal, file),
            ["messageId"] = message.Id,
            ["chatId"] = chat.Id,
            ["dialogId"] = chat.DialogIdFor(authorId),
        };
    }

    /// <summary>The right to read is that of the webhook's or token's user, also when a bot asks.</summary>
    private static JsonObject Download(RestCall call, string module)
    {
        int fileId = call.Parameters.Integer("fileId");
        StoredFile file = call.Portal.Files.Find(fileId) ?? throw new RestException("FILE_NOT_FOUND", "File not found");
        if (call.Portal.ChatById(file.ChatId)?.HasMember(call.Credential.UserId) != true)
        {
            throw new RestException("FILE_ACCESS_ERROR");
        }

        string token = Uri.EscapeDataString(call.Portal.Files.IssueLink(file, module));
        string path = call.Credential.IsOAuth
            ? $"rest/download.json?token={token}"
            : $"rest/{call.Portal.Options.WebhookUserId}/{call.Portal.WebhookCode}/download/?token={token}";
        return new JsonObject { ["downloadUrl"] = new Uri(call.Portal.Application.Address, path).AbsoluteUri };
    }
}
