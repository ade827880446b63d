namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for the content of messages: mentions, attachments, keyboards, and tables.</summary>
public static class ContentErrors
{
    /// <summary>The value is not supported.</summary>
    public static ErrorKind ValueUnknown { get; } = new(
        ErrorGroup.Argument,
        "Use one of the values that the message lists. The portal drops other values without an error.");

    /// <summary>The link is neither a URL nor a path.</summary>
    public static ErrorKind LinkInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a URL that begins with http:// or https://, or a path on the portal that begins with /.");

    /// <summary>The color is not valid.</summary>
    public static ErrorKind ColorInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify the color as #RGB or #RRGGBB, for example #f00 or #29619b.");

    /// <summary>The size or ID is 0 or less.</summary>
    public static ErrorKind NumberNotPositive { get; } = new(
        ErrorGroup.Argument,
        "Specify a number of 1 or more, or omit the value.");

    /// <summary>The mention has no target.</summary>
    public static ErrorKind MentionInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a user ID, or mention everyone in the chat.");

    /// <summary>The button has no text.</summary>
    public static ErrorKind ButtonTextMissing { get; } = new(
        ErrorGroup.Argument,
        "Specify a button text that is not blank and not 0. The portal drops other buttons without an error.");

    /// <summary>A button must have exactly one action.</summary>
    public static ErrorKind ButtonActionInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify exactly one of these for each button: a link, a slash command, an action with its value, or an application. Specify a registered command by name, and its argument separately.");

    /// <summary>The argument of a button is 0, which the portal treats as empty.</summary>
    public static ErrorKind ButtonArgumentLost { get; } = new(
        ErrorGroup.Argument,
        "Use another value, such as page=0, or count from 1. The portal treats 0 as an empty argument.");

    /// <summary>The keyboard has no buttons.</summary>
    public static ErrorKind KeyboardEmpty { get; } = new(
        ErrorGroup.Argument,
        "Add at least one button to the keyboard, not only line breaks.");

    /// <summary>The keyboard is too large.</summary>
    public static ErrorKind KeyboardTooLarge { get; } = new(
        ErrorGroup.Limit,
        "Use fewer buttons or shorter texts. The portal refuses messages with a larger keyboard.");

    /// <summary>The portal found no valid button in the keyboard.</summary>
    public static ErrorKind KeyboardRejected { get; } = new(
        ErrorGroup.Argument,
        "Specify a text and one action for each button of the keyboard.");

    /// <summary>The attachment has no blocks.</summary>
    public static ErrorKind AttachmentEmpty { get; } = new(
        ErrorGroup.Argument,
        "Add at least one block or object to the attachment.");

    /// <summary>The attachment is too large.</summary>
    public static ErrorKind AttachmentTooLarge { get; } = new(
        ErrorGroup.Limit,
        "Use fewer or shorter blocks, or fewer table rows and columns, and send several messages.");

    /// <summary>A block of the attachment is incomplete.</summary>
    public static ErrorKind AttachmentBlockInvalid { get; } = new(
        ErrorGroup.Argument,
        "Add what the message lists to the block. The portal drops incomplete blocks without an error.");

    /// <summary>The portal found no valid content in the attachment.</summary>
    public static ErrorKind AttachmentRejected { get; } = new(
        ErrorGroup.Argument,
        "Use at least one complete block and less than 60,000 characters.");

    /// <summary>A table column is not valid, or no object has any of the columns.</summary>
    public static ErrorKind TableColumnInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify columns that the objects have.");

    /// <summary>The object was formatted for a terminal.</summary>
    public static ErrorKind ObjectFormatted { get; } = new(
        ErrorGroup.Argument,
        "Pass the original objects. Don't use a formatting command before sending them.");
}
