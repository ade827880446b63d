using System.Text;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// By what a pushed event is known when it comes twice; it has no number. A message is written once and deleted once, so its id is enough. Everything else
/// can happen to one message again and again - edits, reactions, presses of its buttons - and is known by its whole content, the second of its <c>ts</c>
/// included, but without what is made anew for each delivery.
/// </summary>
internal static class EventKey
{
    public static string Compute(PushedEvent pushed)
    {
        PortalEvent item = pushed.Event;
        byte[] source = item.Kind is EventKind.Message or EventKind.MessageDelete && item.MessageId is { } messageId
            ? Encoding.UTF8.GetBytes(FormattableString.Invariant($"{item.Type.ToUpperInvariant()} {messageId}"))
            : pushed.Json;
        return ContentKey.Compute(source);
    }
}
