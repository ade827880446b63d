namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for messages and reactions.</summary>
public static class MessageErrors
{
    /// <summary>No message was specified.</summary>
    public static ErrorKind MessageIdMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify the ID of the message.");

    /// <summary>The message is empty.</summary>
    public static ErrorKind MessageEmpty { get; } = new(
        ErrorGroup.Argument,
        "Specify a text with at least one visible character. The portal removes white space at both ends.");

    /// <summary>The text exceeds the maximum length.</summary>
    public static ErrorKind MessageTooLong { get; } = new(
        ErrorGroup.Argument,
        "Shorten the text to 20,000 characters, or send it in parts. The portal truncates longer texts without an error.");

    /// <summary>The message is not text.</summary>
    public static ErrorKind MessageNotText { get; } = new(
        ErrorGroup.Argument,
        "Convert the object to text or to a table, or use one of its properties.");

    /// <summary>Streamed text can't be sent with this option.</summary>
    public static ErrorKind StreamNotPossible { get; } = new(
        ErrorGroup.Argument,
        "Remove the other option, or collect the text and send it as one message.");

    /// <summary>The object contains no value for the request.</summary>
    public static ErrorKind PipelineInputUnused { get; } = new(
        ErrorGroup.Argument,
        "Specify the message in only one way. An object must have a property with the name of a value of the message.");

    /// <summary>The same idempotency key was used twice for one dialog in one operation.</summary>
    public static ErrorKind IdempotencyKeyRepeated { get; } = new(
        ErrorGroup.Argument,
        "Use a unique key for each message, for example by adding a number or a date. The portal drops a second message with the same key.");

    /// <summary>Idempotency keys don't work for system messages.</summary>
    public static ErrorKind IdempotencyKeyWithSystem { get; } = new(
        ErrorGroup.Argument,
        "Remove the idempotency key. The portal doesn't detect duplicates of system messages.");

    /// <summary>Idempotency keys don't work for forwarded messages.</summary>
    public static ErrorKind IdempotencyKeyWithForward { get; } = new(
        ErrorGroup.Argument,
        "Remove the idempotency key. The portal doesn't detect duplicates of forwarded messages.");

    /// <summary>No changes to the message were specified.</summary>
    public static ErrorKind MessageChangeMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify a new text, attachment, keyboard, or link preview setting.");

    /// <summary>An empty text would delete the message.</summary>
    public static ErrorKind MessageWouldBeDeleted { get; } = new(
        ErrorGroup.Argument,
        "Specify a text, or an attachment or keyboard that replaces it. To delete the message, use the delete operation.");

    /// <summary>The message was not found.</summary>
    public static ErrorKind MessageNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the ID of the message. The message may have been deleted.");

    /// <summary>The portal is still saving an earlier message with the same key.</summary>
    public static ErrorKind MessageBeingSent { get; } = new(
        ErrorGroup.Conflict,
        "Another call is sending a message with the same key. Wait until it completes. With the same key, the portal saves the message only once.");

    /// <summary>The portal could not save the message.</summary>
    public static ErrorKind MessageNotSent { get; } = new(
        ErrorGroup.Refused,
        "Try again later. If the error persists, check on the portal whether the bot can write in this dialog.");

    /// <summary>The message to reply to is in another dialog.</summary>
    public static ErrorKind ReplyRejected { get; } = new(
        ErrorGroup.Argument,
        "Reply to a message of the same dialog.");

    /// <summary>Too many messages to forward.</summary>
    public static ErrorKind ForwardLimitExceeded { get; } = new(
        ErrorGroup.Limit,
        "Forward at most 100 messages in one call.");

    /// <summary>The key of a forwarded message is not valid.</summary>
    public static ErrorKind ForwardKeyInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a lowercase version 4 UUID as the key of each forwarded message.");

    /// <summary>The bot can't read or change this message.</summary>
    public static ErrorKind MessageAccessDenied { get; } = new(
        ErrorGroup.Permission,
        "A bot can change only its own messages. It can read only messages that were sent after it joined the chat, unless it has access to the chat history.");

    /// <summary>The portal's plan doesn't include access to the message.</summary>
    public static ErrorKind MessageHiddenByPlan { get; } = new(
        ErrorGroup.Permission,
        "Older messages aren't available on this plan. Use a newer message, or upgrade the plan.");

    /// <summary>The reaction is not supported.</summary>
    public static ErrorKind ReactionUnknown { get; } = new(
        ErrorGroup.Argument,
        "Use one of the supported reactions. To send a newer reaction, call the method directly.");

    /// <summary>The reaction is not supported, or the message doesn't have it.</summary>
    public static ErrorKind ReactionNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Use one of the supported reactions. You can remove only reactions that the bot has added.");

    /// <summary>The bot has already added this reaction to the message.</summary>
    public static ErrorKind ReactionAlreadySet { get; } = new(
        ErrorGroup.Conflict,
        "No action is required. The reaction is already set.");
}
