using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>A message without its dialogs. A long text may need several messages.</summary>
public sealed record MessageDraft
{
    /// <summary>The text, with BB codes; null or empty for none.</summary>
    public string? Text { get; init; }

    /// <summary>Whether a text of more than 20,000 characters is sent in parts, split at line breaks or between words. If not, it is refused.</summary>
    public bool IsSplit { get; init; }

    /// <summary>The attachment of the last part; null for none.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>The keyboard of the last part; null for none.</summary>
    public Keyboard? Keyboard { get; init; }

    /// <summary>The messages that are forwarded with the last part, at most 100; null for none.</summary>
    public IReadOnlyCollection<long>? ForwardMessageIds { get; init; }

    /// <summary>The message to which the first part replies; null for none.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>See <see cref="SendMessageRequest.System"/>.</summary>
    public bool IsSystem { get; init; }

    /// <summary>See <see cref="SendMessageRequest.UrlPreview"/>.</summary>
    public bool UrlPreview { get; init; } = true;

    /// <summary>See <see cref="SendMessageRequest.SkipConnector"/>.</summary>
    public bool SkipConnector { get; init; }

    /// <summary>See <see cref="SendMessageRequest.SilentConnector"/>.</summary>
    public bool SilentConnector { get; init; }

    /// <summary>The caller's key for the message, for <see cref="IdempotencyKey.Derive"/>; null for a new random key.</summary>
    public string? CallerKey { get; init; }

    /// <summary>Creates the requests that send the message to one dialog, one for each part. Validates everything that doesn't need the portal.</summary>
    /// <param name="portal">The portal's address.</param>
    /// <param name="botId">The sending bot.</param>
    /// <param name="dialogId">The dialog, see <see cref="DialogId"/>.</param>
    /// <param name="keys">The keys of earlier messages.</param>
    /// <exception cref="B24Exception">
    /// <see cref="MessageErrors.IdempotencyKeyWithSystem"/>, <see cref="MessageErrors.IdempotencyKeyWithForward"/>, <see cref="MessageErrors.IdempotencyKeyRepeated"/>, and
    /// errors of <see cref="SendMessageRequest"/>.
    /// </exception>
    public IReadOnlyList<SendMessageRequest> ToRequests(Uri portal, long botId, string dialogId, MessageKeys keys)
    {
        IReadOnlyList<string?> texts = IsSplit ? MessageText.Split(Text) : [Text];
        SendMessageRequest[] requests = new SendMessageRequest[texts.Count];
        for (int part = 0; part < requests.Length; part++)
        {
            bool isLast = part == requests.Length - 1;
            requests[part] = new SendMessageRequest(
                botId, dialogId, texts[part], isLast ? Attachment : null, isLast ? Keyboard : null, isLast ? ForwardMessageIds : null)
            {
                SkipConnector = SkipConnector,
                SilentConnector = SilentConnector,
                ReplyTo = part == 0 ? ReplyTo : null,
                System = IsSystem,
                UrlPreview = UrlPreview,
                ExplicitKey = RequireKeyable() is { } words ? keys.Derive(words, portal, botId, dialogId, part) : null,
            };
        }

        return requests;
    }

    /// <summary>Creates the options for a message that grows.</summary>
    /// <param name="botId">The sending bot.</param>
    /// <param name="dialogId">The dialog.</param>
    /// <param name="form">See <see cref="LiveMessageOptions.Form"/>.</param>
    public LiveMessageOptions ToLiveOptions(long botId, string dialogId, Func<string, bool, string> form) => new(botId, dialogId)
    {
        Form = form,
        ReplyTo = ReplyTo,
        UrlPreview = UrlPreview,
        SkipConnector = SkipConnector,
        SilentConnector = SilentConnector,
        Attachment = Attachment,
        Keyboard = Keyboard,
    };

    private string? RequireKeyable() =>
        CallerKey is null ? null
        : IsSystem ? throw MessageErrors.IdempotencyKeyWithSystem.With("A system message can't have an idempotency key.")
        : ForwardMessageIds is not null ? throw MessageErrors.IdempotencyKeyWithForward.With("Forwarded messages can't have an idempotency key.")
        : CallerKey;
}
