using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>A message without the dialogs that it goes to. Its text may need several messages.</summary>
public sealed record MessageDraft
{
    /// <summary>The text, with BB codes; null or empty for none.</summary>
    public string? Text { get; init; }

    /// <summary>Whether a text of more than 20,000 characters is sent in parts, cut at lines, else between words. Otherwise it is refused.</summary>
    public bool IsSplit { get; init; }

    /// <summary>What hangs under the last part; null for nothing.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>Buttons under the last part; null for none.</summary>
    public Keyboard? Keyboard { get; init; }

    /// <summary>The messages that are forwarded with the last part, at most 100; null for none.</summary>
    public IReadOnlyCollection<long>? ForwardMessageIds { get; init; }

    /// <summary>The message that the first part answers; null for none.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>See <see cref="SendMessageRequest.System"/>.</summary>
    public bool IsSystem { get; init; }

    /// <summary>See <see cref="SendMessageRequest.UrlPreview"/>.</summary>
    public bool UrlPreview { get; init; } = true;

    /// <summary>See <see cref="SendMessageRequest.SkipConnector"/>.</summary>
    public bool SkipConnector { get; init; }

    /// <summary>See <see cref="SendMessageRequest.SilentConnector"/>.</summary>
    public bool SilentConnector { get; init; }

    /// <summary>What the caller calls the message, for <see cref="IdempotencyKey.Derive"/>; null for a fresh key.</summary>
    public string? KeyWords { get; init; }

    /// <summary>The requests that send it to one dialog, one for each part; all that can be found wrong without the portal is refused here.</summary>
    /// <param name="portal">The portal's address.</param>
    /// <param name="botId">The sending bot.</param>
    /// <param name="dialogId">Where it goes, see <see cref="DialogId"/>.</param>
    /// <param name="keys">The keys of the messages sent so far.</param>
    /// <exception cref="B24Exception">
    /// <see cref="MessageErrors.IdempotencyKeyWithSystem"/>, <see cref="MessageErrors.IdempotencyKeyWithForward"/>, <see cref="MessageErrors.IdempotencyKeyRepeated"/>, and
    /// what <see cref="SendMessageRequest"/> refuses.
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

    /// <summary>How a text that grows is shown with the rest of the message.</summary>
    /// <param name="botId">The bot that shows it.</param>
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
        KeyWords is null ? null
        : IsSystem ? throw MessageErrors.IdempotencyKeyWithSystem.With("A system message cannot have an idempotency key.")
        : ForwardMessageIds is not null ? throw MessageErrors.IdempotencyKeyWithForward.With("What is forwarded cannot have an idempotency key.")
        : KeyWords;
}
