using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// The event that a handler processes. It provides default values for the session, bot, dialog, message, and command of cmdlets in the handler. It flows with the
/// execution context and not with <c>$_</c>, which inner pipelines replace.
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

    /// <summary>The current event; null outside a handler.</summary>
    public static EventContext? Current => Ambient.Value;

    /// <summary>The session of the event, with the event's bot as its default bot.</summary>
    public B24Session Session { get; }

    public PortalEvent Event { get; }
    public HandlerWatch Watch { get; }

    /// <summary>Makes an event the current one until it is disposed.</summary>
    public static EventContext Enter(B24Session session, PortalEvent item, HandlerWatch watch) => new(session, item, watch);

    public static string RequireDialog() => Current?.Event.DialogId ?? throw ChatErrors.DialogIdMissing.With("-DialogId was not specified, and there is no event with a dialog.");

    /// <summary>Gets the dialog for an action of the session's user. The event of a bot can't be used, because the bot has a different ID for the same private dialog.</summary>
    public static string RequireDialogOfUser() =>
        Current is { Event: { BotId: null, DialogId: { } dialogId } } ? dialogId : throw ChatErrors.DialogIdMissing.With("-DialogId was not specified, and there is no user event with a dialog.");

    public static long RequireMessage() => Current?.Event.MessageId ?? throw MessageErrors.MessageIdMissing.With("-MessageId was not specified, and there is no event with a message.");

    public static long RequireCommand() => Current?.Event.CommandId ?? throw SlashCommandErrors.CommandIdMissing.With("-CommandId was not specified, and there is no event with a slash command.");

    public void Dispose() => Ambient.Value = outer;
}
