namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of events: their queue, the listener, and what is kept between runs.</summary>
public static class EventErrors
{
    /// <summary>How a service gets a folder to which it can write.</summary>
    internal const string StateDirectory = "For a systemd service, set StateDirectory=b24bot and Environment=BITRIX24_IMBOT_STATE=%S/b24bot.";

    /// <summary>The account has no folder for what is kept between runs.</summary>
    public static ErrorKind StateFolderMissing { get; } = new(
        ErrorGroup.Storage,
        "Set the environment variable BITRIX24_IMBOT_STATE to a folder that this account can write to. " + StateDirectory);

    /// <summary>The folder in which processes agree cannot be written.</summary>
    public static ErrorKind StateFolderNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Let this account write to the folder that the message names, or set the environment variable BITRIX24_IMBOT_STATE to another one. " + StateDirectory);

    /// <summary>The bot's events are read on this machine already.</summary>
    public static ErrorKind EventReaderBusy { get; } = new(
        ErrorGroup.Conflict,
        "Two readers of one bot take each other's events away. End the other one, or register a bot of its own for each.");

    /// <summary>The bot's events are pushed or fetched, and the other was asked for.</summary>
    public static ErrorKind EventModeUnfit { get; } = new(
        ErrorGroup.State,
        "To read events from the queue, set the bot's event mode to fetch, which takes its event handlers away. To listen, set it to webhook with an address, which deletes the events that wait in the queue.");

    /// <summary>What should be an event that the portal posted is none.</summary>
    public static ErrorKind EventUnreadable { get; } = new(
        ErrorGroup.Answer,
        "Give the whole body of the portal's POST as it came, form-encoded or JSON, as one text.");

    /// <summary>An event does not carry the token that says who sent it.</summary>
    public static ErrorKind ApplicationTokenMismatch { get; } = new(
        ErrorGroup.Authentication,
        "Do not act on this event: somebody else than the portal may have sent it. If the token was renewed, give the new one.");

    /// <summary>Nothing is known by which the portal's events could be told from forged ones.</summary>
    public static ErrorKind ApplicationTokenMissing { get; } = new(
        ErrorGroup.State,
        "Give the application token: for an application the application_token that came at its installation, for a bot of an incoming webhook its bot token.");

    /// <summary>The address to listen at cannot be right.</summary>
    public static ErrorKind ListenUriInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give an IP address of this machine, a port and a path, such as http://127.0.0.1:8080/b24/; the portal's public address belongs to the bot's registration.");

    /// <summary>The listener does not speak TLS.</summary>
    public static ErrorKind ListenHttpsRefused { get; } = new(
        ErrorGroup.Argument,
        "Listen at http://127.0.0.1 and put a reverse proxy or a tunnel in front, which holds the certificate and passes the requests on.");

    /// <summary>Another program listens at the port already.</summary>
    public static ErrorKind ListenPortBusy { get; } = new(
        ErrorGroup.Conflict,
        "Choose another port, or end the program that has this one.");

    /// <summary>The system does not let this process listen there.</summary>
    public static ErrorKind ListenFailed { get; } = new(
        ErrorGroup.Connection,
        "Check that the address is one of this machine and that this account may use the port; ports below 1024 are often reserved.");

    /// <summary>User events are never pushed.</summary>
    public static ErrorKind UserEventsNotPushed { get; } = new(
        ErrorGroup.Argument,
        "Read the queue instead of listening; the portal gives the events of a user only to those who ask.");

    /// <summary>The portal keeps no events of the session's user.</summary>
    public static ErrorKind UserEventsNotKept { get; } = new(
        ErrorGroup.State,
        "Subscribe to the events of the user first, or read the bot's events alone.");

    /// <summary>The queue of events that were pushed cannot be read.</summary>
    public static ErrorKind PushedQueueUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Nothing was accepted. Look at the file that is named; move it away if its event is of no use any more, and start again.");

    /// <summary>An event that was pushed cannot be taken off the queue.</summary>
    public static ErrorKind PushedQueueNotWritten { get; } = new(
        ErrorGroup.Storage,
        "While the bot runs, it waits and tries again; an event that is not removed comes again after a restart. Give this account the right to write the folder, or make room.");

    /// <summary>An event that failed could not be written to the file for such events.</summary>
    public static ErrorKind DeadLetterNotWritten { get; } = new(
        ErrorGroup.Storage,
        "The event was not confirmed. While the bot runs, it waits and tries again; an event that is not confirmed comes again after a restart. Give this account the right to write the file, or make room.");

    /// <summary>Nobody waits for the confirmation of an event.</summary>
    public static ErrorKind EventNotAwaited { get; } = new(
        ErrorGroup.Argument,
        "Confirm the event objects themselves, in the process that received them, and only where events are confirmed by hand.");

    /// <summary>The file of the last offset cannot be read.</summary>
    public static ErrorKind OffsetStoreUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Nothing was confirmed. Look at the file; to begin with the oldest event that the portal still has, remove it.");

    /// <summary>The file of the last offset cannot be written.</summary>
    public static ErrorKind OffsetStoreNotWritten { get; } = new(
        ErrorGroup.Storage,
        "While the bot runs, it waits and tries again; an event whose handling is not kept comes again after a restart. Give this account the right to write the file, or make room.");

    /// <summary>The file of the last offset belongs to another bot or portal.</summary>
    public static ErrorKind OffsetStoreOfAnotherBot { get; } = new(
        ErrorGroup.Conflict,
        "Nothing was confirmed. Give each bot an offset store of its own.");

    /// <summary>The file of the last offset is ahead of the portal's own events.</summary>
    public static ErrorKind OffsetStoreAhead { get; } = new(
        ErrorGroup.Conflict,
        "Nothing was confirmed. The portal counts its events anew, or the file is not of this portal: remove the file to begin with the oldest event.");

    /// <summary>Another process has the file of the last offset open.</summary>
    public static ErrorKind OffsetStoreBusy { get; } = new(
        ErrorGroup.Conflict,
        "Another worker uses this offset store. End it, or give each bot an offset store of its own.");
}
