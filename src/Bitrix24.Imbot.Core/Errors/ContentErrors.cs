namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of what a message carries: mentions, attachments, keyboards and tables.</summary>
public static class ContentErrors
{
    /// <summary>A value is none of those that the portal knows.</summary>
    public static ErrorKind ValueUnknown { get; } = new(
        ErrorGroup.Argument,
        "Use one of the values that the message lists; the portal would drop any other without an error.");

    /// <summary>A link is neither a web address nor a path.</summary>
    public static ErrorKind LinkInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give an address that begins with http:// or https://, or a path on the portal that begins with /.");

    /// <summary>A colour is not written as the portal wants it.</summary>
    public static ErrorKind ColorInvalid { get; } = new(
        ErrorGroup.Argument,
        "Write the colour as #RGB or #RRGGBB, for example #f00 or #29619b.");

    /// <summary>A size or an id is 0 or less.</summary>
    public static ErrorKind NumberNotPositive { get; } = new(
        ErrorGroup.Argument,
        "Give a number of 1 or more, or leave the value out.");

    /// <summary>A mention leads to nobody.</summary>
    public static ErrorKind MentionInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give the ID of a user, or name everybody in the chat.");

    /// <summary>A button has nothing written on it.</summary>
    public static ErrorKind ButtonTextMissing { get; } = new(
        ErrorGroup.Argument,
        "Give the button a text that is neither blank nor 0; the portal drops such buttons without an error.");

    /// <summary>A button does nothing, or more than one thing.</summary>
    public static ErrorKind ButtonActionInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give each button exactly one of a link, a command, an action with its value, or an application; a command is the name of a registered one, and its argument is given apart.");

    /// <summary>A button's argument is 0, which the portal takes for none.</summary>
    public static ErrorKind ButtonArgumentLost { get; } = new(
        ErrorGroup.Argument,
        "Use another value, such as page=0, or count from 1: a portal takes 0 for an empty argument.");

    /// <summary>A keyboard has no button.</summary>
    public static ErrorKind KeyboardEmpty { get; } = new(
        ErrorGroup.Argument,
        "Give the keyboard at least one button besides line breaks.");

    /// <summary>A keyboard is larger than the portal keeps.</summary>
    public static ErrorKind KeyboardTooLarge { get; } = new(
        ErrorGroup.Limit,
        "Use fewer buttons or shorter texts; the portal would refuse the message.");

    /// <summary>The portal finds no button in the keyboard that it can show.</summary>
    public static ErrorKind KeyboardRejected { get; } = new(
        ErrorGroup.Argument,
        "Give each button of the keyboard a text and one action.");

    /// <summary>An attachment has no block.</summary>
    public static ErrorKind AttachmentEmpty { get; } = new(
        ErrorGroup.Argument,
        "Give the attachment at least one block or object.");

    /// <summary>An attachment is larger than the portal keeps.</summary>
    public static ErrorKind AttachmentTooLarge { get; } = new(
        ErrorGroup.Limit,
        "Use fewer or shorter blocks, or fewer rows and columns of a table, and send several messages.");

    /// <summary>A block of an attachment lacks what it needs.</summary>
    public static ErrorKind AttachmentBlockInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give the block what the message names; the portal drops incomplete blocks without an error.");

    /// <summary>The portal finds nothing in the attachment that it can show.</summary>
    public static ErrorKind AttachmentRejected { get; } = new(
        ErrorGroup.Argument,
        "Give the attachment at least one whole block and less than 60,000 characters.");

    /// <summary>A column of a table cannot be understood, or no object has any of the columns.</summary>
    public static ErrorKind TableColumnInvalid { get; } = new(
        ErrorGroup.Argument,
        "Name columns that the objects have.");

    /// <summary>An object was formatted for a terminal before.</summary>
    public static ErrorKind ObjectFormatted { get; } = new(
        ErrorGroup.Argument,
        "Pass the objects as they are, without formatting them for a terminal.");
}
