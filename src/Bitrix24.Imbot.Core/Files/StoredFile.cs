using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>A file on the portal's Drive that was sent in a chat (docs/portal/files.md, "File object").</summary>
public sealed class StoredFile : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "chatId", "date", "type", "name", "extension", "size", "image", "authorId", "authorName", "isTranscribable", "isVideoNote", "isVoiceNote",
        "status", "progress", "urlPreview", "urlShow", "urlDownload",
    };

    internal StoredFile(JsonElement source, long? messageId = null, string? dialogId = null, long? botId = null)
        : base(source)
    {
        MessageId = messageId;
        DialogId = dialogId;
        BotId = botId;
    }

    /// <summary>ID of the file on the Drive.</summary>
    public long FileId => ReadNumber("id") ?? 0;

    /// <summary>The message that contains the file, if the answer specifies it.</summary>
    public long? MessageId { get; }

    /// <summary>The dialog that the file was sent to, if the answer specifies it.</summary>
    public string? DialogId { get; }

    /// <summary>The bot that sent it; null for a user.</summary>
    public long? BotId { get; }

    /// <summary>ID of the chat.</summary>
    public long? ChatId => ReadNumber("chatId");

    /// <summary>Time when the file was sent.</summary>
    public DateTimeOffset? Date => ReadDate("date");

    /// <summary>Type of the file: file, image, video, or audio.</summary>
    public string? Type => ReadText("type");

    /// <summary>Name with extension. The portal may have changed it to make it unique.</summary>
    public string? Name => ReadText("name");

    /// <summary>Extension in lowercase.</summary>
    public string? Extension => ReadText("extension");

    /// <summary>Size in bytes.</summary>
    public long? Size => ReadNumber("size");

    /// <summary>Width of an image in pixels; null for other files.</summary>
    public long? Width => Source.Member("image").Number("width");

    /// <summary>Height of an image in pixels; null for other files.</summary>
    public long? Height => Source.Member("image").Number("height");

    /// <summary>ID of the sender.</summary>
    public long? AuthorId => ReadNumber("authorId");

    /// <summary>Name of the sender.</summary>
    public string? AuthorName => ReadText("authorName");

    /// <summary>Whether speech in the file can be converted to text.</summary>
    public bool IsTranscribable => ReadFlag("isTranscribable");

    /// <summary>Whether it is a video note.</summary>
    public bool IsVideoNote => ReadFlag("isVideoNote");

    /// <summary>Whether it is a voice message.</summary>
    public bool IsVoiceNote => ReadFlag("isVoiceNote");

    /// <summary>State of the upload, such as done; null if the answer doesn't specify it.</summary>
    public string? Status => ReadText("status");

    /// <summary>Progress of the upload in percent; null if the answer doesn't specify it.</summary>
    public long? Progress => ReadNumber("progress");

    /// <summary>URL of a preview image, for a browser with a signed-in user; null if the answer doesn't specify it.</summary>
    public string? UrlPreview => ReadText("urlPreview");

    /// <summary>URL to view the file, for a browser with a signed-in user; null if the answer doesn't specify it.</summary>
    public string? UrlShow => ReadText("urlShow");

    /// <summary>URL to download the file, for a browser with a signed-in user; null if the answer doesn't specify it.</summary>
    public string? UrlDownload => ReadText("urlDownload");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Reads the answer to an upload.</summary>
    internal static StoredFile Sent(JsonElement result, string dialogId, long? botId) =>
        new(result.Member("file"), result.Number("messageId"), result.Text("dialogId") ?? dialogId, botId);

    /// <summary>Name and ID.</summary>
    public override string ToString() => $"{OneLine.From(Name)} ({FileId})";
}
