using System.Text;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// The identity of a pushed event, which has no number, to detect repeated deliveries. A message is created once and deleted once, so its ID is
/// sufficient. Other events, such as edits, reactions, and button presses, can occur repeatedly for one message. They are identified by their
/// complete content, including the second of their <c>ts</c>, without the parts that change with each delivery.
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
