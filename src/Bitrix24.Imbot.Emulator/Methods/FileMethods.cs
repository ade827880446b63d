using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Forms;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The methods of imbot.v2.File and im.v2.File (docs/portal/files.md).</summary>
internal static class FileMethods
{
    public static JsonNode UploadAsBot(RestCall call) => Upload(call, call.OwnedBot().Id, isBot: true);

    public static JsonNode UploadAsUser(RestCall call) => Upload(call, call.Credential.UserId, isBot: false);

    /// <summary>Requires that the bot can read the file. The user of the webhook or token doesn't matter.</summary>
    public static JsonNode DownloadAsBot(RestCall call)
    {
        int botId = call.OwnedBot().Id;
        StoredFile file = Find(call);
        return call.Portal.ChatById(file.ChatId)?.HasMember(botId) == true ? Link(call, file, "imbot") : throw new RestException("FILE_ACCESS_ERROR", "File access denied");
    }

    /// <summary>The dialog is required, and the file must be in it. The error codes are those of the documentation.</summary>
    public static JsonNode DownloadAsUser(RestCall call)
    {
        int userId = call.Credential.UserId;
        call.Parameters.String("dialogId");
        Chat? bound = call.BindChat(userId);
        StoredFile file = Find(call);
        Chat chat = ChatAccess.Require(bound, userId);
        return file.ChatId == chat.Id ? Link(call, file, "im") : throw new RestException("ACCESS_DENIED");
    }

    /// <summary>Stores the file and immediately sends a message with it.</summary>
    private static JsonObject Upload(RestCall call, int authorId, bool isBot)
    {
        Portal portal = call.Portal;
        Chat? bound = call.BindChat(authorId);
        FieldMap fields = call.Parameters.Map("fields");
        Chat chat = ChatAccess.Require(bound, authorId);
        RestException.ThrowIf(
            !PhpValue.IsTrue(fields["name"]) || !PhpValue.IsTrue(fields["content"]), "FILE_EMPTY", "File name and content are required");
        string content = fields.Text("content") ?? "";
        RestException.ThrowIf(content.Length > (long)(portal.Options.MaxFileSize * 4.0 / 3), "FILE_TOO_LARGE", "File size exceeds maximum allowed");
        byte[] bytes = PhpText.DecodeBase64(content) ?? throw new RestException("FILE_INVALID_CONTENT", "Invalid base64 content");
        StoredFile file = portal.Files.Add(chat, authorId, portal.Clock.Now, fields.Text("name") ?? "", bytes);
        Message message = MessageStore.Add(portal, chat, MessageDraft.CreateWithFile(authorId, fields.Text("message") ?? "", file));
        return new JsonObject
        {
            ["file"] = isBot ? FileForm.ForBot(portal, file) : FileForm.ForUser(portal, file),
            ["messageId"] = message.Id,
            ["chatId"] = chat.Id,
            ["dialogId"] = chat.DialogIdFor(authorId),
        };
    }

    private static StoredFile Find(RestCall call) =>
        call.Portal.FindFile(call.Parameters.Integer("fileId")) ?? throw new RestException("FILE_NOT_FOUND", "File not found");

    private static JsonObject Link(RestCall call, StoredFile file, string module)
    {
        string token = Uri.EscapeDataString(call.Portal.Files.IssueLink(file, module));
        string path = call.Credential.IsOAuth
            ? $"rest/download.json?token={token}"
            : $"rest/{call.Portal.Options.WebhookUserId}/{call.Portal.WebhookCode}/download/?token={token}";
        return new JsonObject { ["downloadUrl"] = new Uri(call.Portal.Application.Address, path).AbsoluteUri };
    }
}
