namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of methods and their parameters, and refusals that any method can give.</summary>
public static class PortalErrors
{
    /// <summary>The text cannot be a method's name.</summary>
    public static ErrorKind MethodNameInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give the method's name as the documentation writes it, for example imbot.v2.Chat.Message.send, without address and without parameters.");

    /// <summary>A parameter has a name that the portal keeps for itself.</summary>
    public static ErrorKind ParameterReserved { get; } = new(
        ErrorGroup.Argument,
        "Leave the parameter out. The bot's token is called botToken, and the session puts it in by itself.");

    /// <summary>A value has no form in JSON.</summary>
    public static ErrorKind ParameterNotSerializable { get; } = new(
        ErrorGroup.Argument,
        "Use text, numbers, booleans, dates, lists and maps; turn other objects into these.");

    /// <summary>A value contains itself, or is nested deeper than the portal would read.</summary>
    public static ErrorKind ParameterCyclic { get; } = new(
        ErrorGroup.Argument,
        "Take the reference to the parent out of the object; nesting may be 64 levels deep.");

    /// <summary>Nothing was given that could be changed.</summary>
    public static ErrorKind NothingToChange { get; } = new(
        ErrorGroup.Argument,
        "Give at least one parameter that says what shall be different.");

    /// <summary>A time that is too short or too long.</summary>
    public static ErrorKind DurationInvalid { get; } = new(
        ErrorGroup.Argument,
        "Give a time in the range that the message names, as a number of seconds or as a TimeSpan.");

    /// <summary>The portal answered with false, and gave no reason.</summary>
    public static ErrorKind PortalAnsweredFalse { get; } = new(
        ErrorGroup.Refused,
        "The portal did not do what was asked and gave no reason. Check on the portal that the bot, the dialog and the message or command are there and that the bot may change them, and try again.");

    /// <summary>A refusal that has no row of its own; see <see cref="B24Exception.PortalCode"/>.</summary>
    public static ErrorKind PortalRefused { get; } = new(
        ErrorGroup.Refused,
        "Look the portal's code up in the documentation of the method.");

    /// <summary>The portal's licence or plan does not include what was asked for.</summary>
    public static ErrorKind LicenseRestricted { get; } = new(
        ErrorGroup.Permission,
        "Ask the portal's administrator to check the licence: it has expired, or the plan does not include this function.");

    /// <summary>The bot may not do this here, or the plan has no REST.</summary>
    public static ErrorKind AccessDenied { get; } = new(
        ErrorGroup.Permission,
        "Add the bot to the chat, and check its right to do this there; the portal's plan must include REST.");

    /// <summary>An administrator has to allow the method first.</summary>
    public static ErrorKind ConfirmationWaiting { get; } = new(
        ErrorGroup.Permission,
        "Ask an administrator of the portal to confirm the request that the portal shows, then run the call again.");

    /// <summary>The portal has no such method.</summary>
    public static ErrorKind MethodNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the name, capital letters included; an older self-hosted portal may not have imbot.v2 yet.");

    /// <summary>The portal has no description of this kind.</summary>
    public static ErrorKind ManifestUnavailable { get; } = new(
        ErrorGroup.NotFound,
        "Check the name of the method; the description that it asks for is not on this portal.");

    /// <summary>A parameter is missing or has the wrong type.</summary>
    public static ErrorKind ParameterRejected { get; } = new(
        ErrorGroup.Argument,
        "Compare the values that were given with the documentation of the method.");

    /// <summary>The pages of the list can't be followed.</summary>
    public static ErrorKind ListNotFollowed { get; } = new(
        ErrorGroup.Answer,
        "Page with the parameters that the documentation of the method names.");

    /// <summary>Too many requests in a short time.</summary>
    public static ErrorKind RequestLimitExceeded { get; } = new(
        ErrorGroup.Limit,
        "Nothing was executed. Wait a little and repeat; other programs on this machine's address count into the same limit.");

    /// <summary>The method used up its execution time.</summary>
    public static ErrorKind OperatingLimitExceeded { get; } = new(
        ErrorGroup.Limit,
        "Nothing was executed. The method opens again within ten minutes; other methods keep working.");

    /// <summary>The portal's REST interface was blocked by hand.</summary>
    public static ErrorKind PortalBlocked { get; } = new(
        ErrorGroup.Limit,
        "Stop the scripts that call this portal and write to Bitrix24 support: only they can lift the block.");

    /// <summary>The portal was stopped or deleted.</summary>
    public static ErrorKind PortalDeleted { get; } = new(
        ErrorGroup.NotFound,
        "The portal no longer works; check its address and its licence.");
}
