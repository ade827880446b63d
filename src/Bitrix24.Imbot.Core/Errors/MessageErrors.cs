namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of messages and reactions.</summary>
public static class MessageErrors
{
    /// <summary>No message was named.</summary>
    public static ErrorKind MessageIdMissing { get; } = new(
        ErrorGroup.Argument,
        "Give the ID of the message.");

    /// <summary>There is nothing to send.</summary>
    public static ErrorKind MessageEmpty { get; } = new(
        ErrorGroup.Argument,
        "Give a text with at least one visible character; the portal cuts blanks at both ends.");

    /// <summary>The text is longer than the portal keeps.</summary>
    public static ErrorKind MessageTooLong { get; } = new(
        ErrorGroup.Argument,
        "Shorten the text to 20,000 characters, or send it in parts; the portal would cut the rest without an error.");

    /// <summary>Something other than text was given as a message.</summary>
    public static ErrorKind MessageNotText { get; } = new(
        ErrorGroup.Argument,
        "Turn the object into text or into a table first, or pick one of its properties.");

    /// <summary>A text that arrives in pieces can't be sent this way.</summary>
    public static ErrorKind StreamNotPossible { get; } = new(
        ErrorGroup.Argument,
        "Leave the other option out, or collect the text first and send it as a whole.");

    /// <summary>An object was given that contributes nothing to what is sent.</summary>
    public static ErrorKind PipelineInputUnused { get; } = new(
        ErrorGroup.Argument,
        "Give the message in one way only. Other objects must have a property that is named like a value of the request.");

    /// <summary>One idempotency key was used twice for one dialog in one pipeline.</summary>
    public static ErrorKind IdempotencyKeyRepeated { get; } = new(
        ErrorGroup.Argument,
        "Use one key for each message, for example by adding a number or a date to it; the portal would drop the second message.");

    /// <summary>An idempotency key does not work for system messages.</summary>
    public static ErrorKind IdempotencyKeyWithSystem { get; } = new(
        ErrorGroup.Argument,
        "Leave out the idempotency key: the portal does not recognize a repeated system message.");

    /// <summary>An idempotency key does not work for what is forwarded.</summary>
    public static ErrorKind IdempotencyKeyWithForward { get; } = new(
        ErrorGroup.Argument,
        "Leave out the idempotency key: the portal does not recognize what was forwarded before.");

    /// <summary>Nothing was given that a message could be changed to.</summary>
    public static ErrorKind MessageChangeMissing { get; } = new(
        ErrorGroup.Argument,
        "Give a new text, attachment, keyboard or setting of the link preview.");

    /// <summary>An empty text would delete the message.</summary>
    public static ErrorKind MessageWouldBeDeleted { get; } = new(
        ErrorGroup.Argument,
        "Give a text, or an attachment or keyboard that replaces it. To delete the message, use the request for that.");

    /// <summary>No message has this id.</summary>
    public static ErrorKind MessageNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the message's id; it may have been deleted.");

    /// <summary>The portal is still storing an earlier message with the same key.</summary>
    public static ErrorKind MessageBeingSent { get; } = new(
        ErrorGroup.Conflict,
        "Another call sends a message with the same key at the moment. Wait until it has ended: with the same key, the portal stores the message only once.");

    /// <summary>The portal could not store the message.</summary>
    public static ErrorKind MessageNotSent { get; } = new(
        ErrorGroup.Refused,
        "Try again later; if it stays, look on the portal whether the bot may write in this dialog.");

    /// <summary>The message that is answered is in another dialog.</summary>
    public static ErrorKind ReplyRejected { get; } = new(
        ErrorGroup.Argument,
        "Answer a message of the same dialog.");

    /// <summary>Too many messages are forwarded at once.</summary>
    public static ErrorKind ForwardLimitExceeded { get; } = new(
        ErrorGroup.Limit,
        "Forward at most 100 messages in one call.");

    /// <summary>A key of a forwarded message is none that the portal takes.</summary>
    public static ErrorKind ForwardKeyInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give each forwarded message a lower-case UUID of version 4 as its key.");

    /// <summary>The bot may not see or change this message.</summary>
    public static ErrorKind MessageAccessDenied { get; } = new(
        ErrorGroup.Permission,
        "A bot changes its own messages only, and sees those that were written after it came into the chat; with access to the history it sees more.");

    /// <summary>The portal's plan hides the message.</summary>
    public static ErrorKind MessageHiddenByPlan { get; } = new(
        ErrorGroup.Permission,
        "Older messages are kept from view on this plan; use a newer message, or another plan.");

    /// <summary>A reaction that the portal does not know.</summary>
    public static ErrorKind ReactionUnknown { get; } = new(
        ErrorGroup.Argument,
        "Use one of the known reactions; a newer one can be sent with a call of the method itself.");

    /// <summary>The reaction is unknown, or the message doesn't have it.</summary>
    public static ErrorKind ReactionNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Use one of the known reactions; only a reaction that the bot has added can be removed.");

    /// <summary>The bot has this reaction on the message already.</summary>
    public static ErrorKind ReactionAlreadySet { get; } = new(
        ErrorGroup.Conflict,
        "The reaction is there, and there is nothing to do.");
}
