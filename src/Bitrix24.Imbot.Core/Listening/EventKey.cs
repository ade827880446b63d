using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Core.Listening;

/// <summary>
/// By what a pushed event is known when it comes twice; it has no number. A message is written once and deleted once, so its id is enough. Everything else
/// can happen to one message again and again - edits, reactions, presses of its buttons - and is known by its whole content, the second of its <c>ts</c>
/// included, but without what is made anew for each delivery.
/// </summary>
internal static class EventKey
{
    private const int Bytes = 16;

    public static string Of(PushedEvent pushed)
    {
        PortalEvent item = pushed.Event;
        byte[] source = item.Kind is EventKind.Message or EventKind.MessageDelete && item.MessageId is { } messageId
            ? Encoding.UTF8.GetBytes(FormattableString.Invariant($"{item.Type.ToUpperInvariant()} {messageId}"))
            : pushed.Json;
        using SHA256 hash = SHA256.Create();
        byte[] sum = hash.ComputeHash(source);
        StringBuilder text = new(Bytes * 2);
        for (int index = 0; index < Bytes; index++)
        {
            text.Append(sum[index].ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
