namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for events: the queue, the listener, and the data that is saved between runs.</summary>
public static class EventErrors
{
    /// <summary>How to give a service a writable folder.</summary>
    internal const string StateDirectory = "For a systemd service, set StateDirectory=b24bot and Environment=BITRIX24_IMBOT_STATE=%S/b24bot.";

    /// <summary>The account has no folder for saved data.</summary>
    public static ErrorKind StateFolderMissing { get; } = new(
        ErrorGroup.Storage,
        "Set the environment variable BITRIX24_IMBOT_STATE to a folder that this account can write to. " + StateDirectory);

    /// <summary>The shared data folder of the bot can't be written.</summary>
    public static ErrorKind StateFolderNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Give this account write access to the folder that the message names, or set the environment variable BITRIX24_IMBOT_STATE to another folder. " + StateDirectory);

    /// <summary>Another process on this computer already reads the bot's events.</summary>
    public static ErrorKind EventReaderBusy { get; } = new(
        ErrorGroup.Conflict,
        "Stop the other reader, or register a separate bot for each reader. Two readers of one bot receive only part of the events each.");

    /// <summary>The bot's event mode doesn't match the requested operation.</summary>
    public static ErrorKind EventModeUnfit { get; } = new(
        ErrorGroup.State,
        "To read events from the queue, set the bot's event mode to 'fetch'. This removes the bot's event handlers. To listen for events, set the mode to 'webhook' and specify a URL. This deletes the events that are in the queue.");

    /// <summary>The value is not an event that the portal posted.</summary>
    public static ErrorKind EventUnreadable { get; } = new(
        ErrorGroup.Answer,
        "Specify the complete, unchanged body of the portal's POST request (form-encoded or JSON) as one string.");

    /// <summary>The event doesn't contain the expected application token.</summary>
    public static ErrorKind ApplicationTokenMismatch { get; } = new(
        ErrorGroup.Authentication,
        "Don't process this event: it may not come from the portal. If the application token was renewed, specify the new one.");

    /// <summary>The listener requires an application token to verify events from the portal.</summary>
    public static ErrorKind ApplicationTokenMissing { get; } = new(
        ErrorGroup.State,
        "Specify the application token. For an application, this is the application_token from its installation; for a bot of an incoming webhook, it is the bot token.");

    /// <summary>The listener address is not valid.</summary>
    public static ErrorKind ListenUriInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify an IP address of this computer, a port, and a path, such as http://127.0.0.1:8080/b24/. Use the public URL only for the bot's registration.");

    /// <summary>The listener doesn't support TLS.</summary>
    public static ErrorKind ListenHttpsRefused { get; } = new(
        ErrorGroup.Argument,
        "Listen on http://127.0.0.1, and use a reverse proxy or a tunnel that has the certificate and forwards the requests.");

    /// <summary>Another program already uses the port.</summary>
    public static ErrorKind ListenPortBusy { get; } = new(
        ErrorGroup.Conflict,
        "Choose another port, or stop the program that uses this one.");

    /// <summary>The system doesn't allow this process to listen on the address.</summary>
    public static ErrorKind ListenFailed { get; } = new(
        ErrorGroup.Connection,
        "Check that the address belongs to this computer and that this account can use the port. Ports below 1024 are often reserved.");

    /// <summary>The portal doesn't push user events.</summary>
    public static ErrorKind UserEventsNotPushed { get; } = new(
        ErrorGroup.Argument,
        "Read user events from the queue. The portal doesn't push them to a listener.");

    /// <summary>The session's user isn't subscribed to events.</summary>
    public static ErrorKind UserEventsNotKept { get; } = new(
        ErrorGroup.State,
        "Subscribe to the user's events first, or read only the bot's events.");

    /// <summary>The saved queue of pushed events can't be read.</summary>
    public static ErrorKind PushedQueueUnreadable { get; } = new(
        ErrorGroup.Storage,
        "No events were accepted. Check the file that the message names. If you don't need its event anymore, move the file to another folder, and start again.");

    /// <summary>A pushed event can't be removed from the saved queue.</summary>
    public static ErrorKind PushedQueueNotWritten { get; } = new(
        ErrorGroup.Storage,
        "The bot waits and tries again. An event that isn't removed is delivered again after a restart. Give this account write access to the folder, or free up disk space.");

    /// <summary>A failed event can't be written to the dead-letter file.</summary>
    public static ErrorKind DeadLetterNotWritten { get; } = new(
        ErrorGroup.Storage,
        "The event was not confirmed. The bot waits and tries again; after a restart, the event is delivered again. Give this account write access to the file, or free up disk space.");

    /// <summary>The event isn't waiting for confirmation.</summary>
    public static ErrorKind EventNotAwaited { get; } = new(
        ErrorGroup.Argument,
        "Confirm the original event objects in the process that received them. Confirmation is required only in manual mode.");

    /// <summary>The offset store can't be read.</summary>
    public static ErrorKind OffsetStoreUnreadable { get; } = new(
        ErrorGroup.Storage,
        "No events were confirmed. Check the file. To start with the oldest event that the portal still has, delete the file.");

    /// <summary>The offset store can't be written.</summary>
    public static ErrorKind OffsetStoreNotWritten { get; } = new(
        ErrorGroup.Storage,
        "The bot waits and tries again. An event whose completion isn't saved is delivered again after a restart. Give this account write access to the file, or free up disk space.");

    /// <summary>The offset store belongs to another bot or portal.</summary>
    public static ErrorKind OffsetStoreOfAnotherBot { get; } = new(
        ErrorGroup.Conflict,
        "No events were confirmed. Use a separate offset store for each bot.");

    /// <summary>The offset store is ahead of the portal's events.</summary>
    public static ErrorKind OffsetStoreAhead { get; } = new(
        ErrorGroup.Conflict,
        "No events were confirmed. The portal has restarted its numbering, or the file belongs to another portal. To start with the oldest event, delete the file.");

    /// <summary>Another process uses the offset store.</summary>
    public static ErrorKind OffsetStoreBusy { get; } = new(
        ErrorGroup.Conflict,
        "Stop the other process that uses this offset store, or use a separate offset store for each bot.");
}
