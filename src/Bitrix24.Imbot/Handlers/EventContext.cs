using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// The event that a handler is working on. Cmdlets in the handler take session, bot, dialog, message and command from it where none is named.
/// It flows with the execution context and not with <c>$_</c>, which inner pipelines replace.
/// </summary>
internal sealed class EventContext : IDisposable
{
    private static readonly AsyncLocal<EventContext?> Ambient = new();

    private readonly EventContext? outer;

    private EventContext(B24Session session, PortalEvent item, HandlerWatch watch)
    {
        Session = item.BotId is > 0 and { } botId ? session.With(botId) : session;
        Event = item;
        Watch = watch;
        outer = Ambient.Value;
        Ambient.Value = this;
    }

    /// <summary>The event being handled here; null outside a handler.</summary>
    public static EventContext? Current => Ambient.Value;

    /// <summary>The session that the event came through, with the event's bot as its default one.</summary>
    public B24Session Session { get; }

    /// <summary>The event.</summary>
    public PortalEvent Event { get; }

    /// <summary>The time of the handler.</summary>
    public HandlerWatch Watch { get; }

    /// <summary>From here on until it is disposed the event is the one being handled.</summary>
    public static EventContext Enter(B24Session session, PortalEvent item, HandlerWatch watch) => new(session, item, watch);

    /// <exception cref="B24Exception"><see cref="ChatErrors.DialogIdMissing"/>.</exception>
    public static string RequireDialog() => Current?.Event.DialogId ?? throw ChatErrors.DialogIdMissing.With("No dialog was named.");

    /// <summary>The same for what the session's user does. A private dialog has another id for the bot, so that a bot's event is of no use here.</summary>
    /// <exception cref="B24Exception"><see cref="ChatErrors.DialogIdMissing"/>.</exception>
    public static string RequireDialogOfUser() =>
        Current is { Event: { BotId: null, DialogId: { } dialogId } } ? dialogId : throw ChatErrors.DialogIdMissing.With("No dialog was named.");

    /// <exception cref="B24Exception"><see cref="MessageErrors.MessageIdMissing"/>.</exception>
    public static long RequireMessage() => Current?.Event.MessageId ?? throw MessageErrors.MessageIdMissing.With("No message was named.");

    /// <exception cref="B24Exception"><see cref="SlashCommandErrors.CommandIdMissing"/>.</exception>
    public static long RequireCommand() => Current?.Event.CommandId ?? throw SlashCommandErrors.CommandIdMissing.With("No command was named.");

    /// <inheritdoc />
    public void Dispose() => Ambient.Value = outer;
}
