namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for methods and parameters, and errors that any method can return.</summary>
public static class PortalErrors
{
    /// <summary>The method name is not valid.</summary>
    public static ErrorKind MethodNameInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify the method name as in the documentation, for example imbot.v2.Chat.Message.send, without a URL or parameters.");

    /// <summary>The parameter name is reserved.</summary>
    public static ErrorKind ParameterReserved { get; } = new(
        ErrorGroup.Argument,
        "Remove the parameter. The session adds the bot token (botToken) automatically.");

    /// <summary>The value can't be converted to JSON.</summary>
    public static ErrorKind ParameterNotSerializable { get; } = new(
        ErrorGroup.Argument,
        "Use text, numbers, booleans, dates, lists, and maps. Convert other objects to these types.");

    /// <summary>The value contains itself, or exceeds the maximum nesting depth.</summary>
    public static ErrorKind ParameterCyclic { get; } = new(
        ErrorGroup.Argument,
        "Remove the reference from the object to its parent. The maximum nesting depth is 64 levels.");

    /// <summary>No changes were specified.</summary>
    public static ErrorKind NothingToChange { get; } = new(
        ErrorGroup.Argument,
        "Specify at least one value to change.");

    /// <summary>The duration is too short or too long.</summary>
    public static ErrorKind DurationInvalid { get; } = new(
        ErrorGroup.Argument,
        "Specify a duration in the range that the message names, as a number of seconds or a TimeSpan.");

    /// <summary>The portal returned false without a reason.</summary>
    public static ErrorKind PortalAnsweredFalse { get; } = new(
        ErrorGroup.Refused,
        "The portal did not perform the operation and gave no reason. Check on the portal that the bot, the dialog, and the message or command exist and that the bot can change them, and try again.");

    /// <summary>The portal refused the call with a code that isn't listed here; see <see cref="B24Exception.PortalCode"/>.</summary>
    public static ErrorKind PortalRefused { get; } = new(
        ErrorGroup.Refused,
        "Look up the portal's error code in the documentation of the method.");

    /// <summary>The portal's license or plan doesn't include the feature.</summary>
    public static ErrorKind LicenseRestricted { get; } = new(
        ErrorGroup.Permission,
        "Ask the portal's administrator to check the license. It has expired, or the plan doesn't include this feature.");

    /// <summary>The bot doesn't have permission, or the portal's plan doesn't include REST.</summary>
    public static ErrorKind AccessDenied { get; } = new(
        ErrorGroup.Permission,
        "Add the bot to the chat and check its permissions there. The portal's plan must include REST.");

    /// <summary>An administrator must approve the method first.</summary>
    public static ErrorKind ConfirmationWaiting { get; } = new(
        ErrorGroup.Permission,
        "Ask a portal administrator to approve the request that the portal shows. Then run the call again.");

    /// <summary>The method doesn't exist on the portal.</summary>
    public static ErrorKind MethodNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the method name, including its case. Older self-hosted portals may not have imbot.v2.");

    /// <summary>The requested description isn't available on the portal.</summary>
    public static ErrorKind ManifestUnavailable { get; } = new(
        ErrorGroup.NotFound,
        "Check the method name. The description that the method reads isn't available on this portal.");

    /// <summary>A parameter is missing or has the wrong type.</summary>
    public static ErrorKind ParameterRejected { get; } = new(
        ErrorGroup.Argument,
        "Compare the values with the documentation of the method.");

    /// <summary>The next page of the list can't be determined.</summary>
    public static ErrorKind ListNotFollowed { get; } = new(
        ErrorGroup.Answer,
        "Request the pages with the parameters that the documentation of the method describes.");

    /// <summary>Too many requests were sent in a short time.</summary>
    public static ErrorKind RequestLimitExceeded { get; } = new(
        ErrorGroup.Limit,
        "The call was not executed. Wait a moment and try again. The limit is shared with other programs that use this computer's IP address.");

    /// <summary>The method exceeded its execution time limit.</summary>
    public static ErrorKind OperatingLimitExceeded { get; } = new(
        ErrorGroup.Limit,
        "The call was not executed. The method becomes available again within ten minutes. Other methods aren't affected.");

    /// <summary>Bitrix24 has blocked the portal's REST interface.</summary>
    public static ErrorKind PortalBlocked { get; } = new(
        ErrorGroup.Limit,
        "Stop the scripts that call this portal, and contact Bitrix24 support to remove the block.");

    /// <summary>The portal is inactive or was deleted.</summary>
    public static ErrorKind PortalDeleted { get; } = new(
        ErrorGroup.NotFound,
        "The portal isn't available anymore. Check its address and its license.");
}
