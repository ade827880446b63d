using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>A file on the portal's drive that was sent in a chat (docs/portal/files.md, "File object").</summary>
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

    /// <summary>Id of the file on the drive.</summary>
    public long FileId => ReadNumber("id") ?? 0;

    /// <summary>The message with which it was sent, as far as the answer told.</summary>
    public long? MessageId { get; }

    /// <summary>Where it was sent, as far as the answer told.</summary>
    public string? DialogId { get; }

    /// <summary>The bot that sent it; null for a user.</summary>
    public long? BotId { get; }

    /// <summary>Number of the chat.</summary>
    public long? ChatId => ReadNumber("chatId");

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? Date => ReadDate("date");

    /// <summary>file, image, video or audio.</summary>
    public string? Type => ReadText("type");

    /// <summary>Name with extension; the portal may have changed it to be unique.</summary>
    public string? Name => ReadText("name");

    /// <summary>Extension in lower case.</summary>
    public string? Extension => ReadText("extension");

    /// <summary>Size in bytes.</summary>
    public long? Size => ReadNumber("size");

    /// <summary>Width of a picture in pixels; null where it is none.</summary>
    public long? Width => Source.Member("image").Number("width");

    /// <summary>Height of a picture in pixels; null where it is none.</summary>
    public long? Height => Source.Member("image").Number("height");

    /// <summary>Who sent it.</summary>
    public long? AuthorId => ReadNumber("authorId");

    /// <summary>Name of who sent it.</summary>
    public string? AuthorName => ReadText("authorName");

    /// <summary>Whether its speech can be turned into text.</summary>
    public bool IsTranscribable => ReadFlag("isTranscribable");

    /// <summary>Whether it is a video note.</summary>
    public bool IsVideoNote => ReadFlag("isVideoNote");

    /// <summary>Whether it is a voice message.</summary>
    public bool IsVoiceNote => ReadFlag("isVoiceNote");

    /// <summary>State of the upload, such as done; null where the answer does not tell.</summary>
    public string? Status => ReadText("status");

    /// <summary>Progress of the upload in percent; null where the answer does not tell.</summary>
    public long? Progress => ReadNumber("progress");

    /// <summary>Address of a preview picture, for a browser in which the user is logged in; null where the answer does not tell.</summary>
    public string? UrlPreview => ReadText("urlPreview");

    /// <summary>Address to look at it, for such a browser; null where the answer does not tell.</summary>
    public string? UrlShow => ReadText("urlShow");

    /// <summary>Address to fetch it, for such a browser; null where the answer does not tell.</summary>
    public string? UrlDownload => ReadText("urlDownload");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Reads the answer to an upload.</summary>
    internal static StoredFile Sent(JsonElement result, string dialogId, long? botId) =>
        new(result.Member("file"), result.Number("messageId"), result.Text("dialogId") ?? dialogId, botId);

    /// <summary>Name and id.</summary>
    public override string ToString() => $"{OneLine.From(Name)} ({FileId})";
}
