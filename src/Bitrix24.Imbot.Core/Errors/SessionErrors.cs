namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of sessions and profiles.</summary>
public static class SessionErrors
{
    /// <summary>No session is to be seen from here.</summary>
    public static ErrorKind SessionMissing { get; } = new(
        ErrorGroup.State,
        "Run Connect-B24Webhook, Connect-B24OAuth or Connect-B24Profile first, or pass -Session (from another runspace: -Session $using:s).");

    /// <summary>No session has this name.</summary>
    public static ErrorKind SessionNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Run Get-B24Session -All to see the names of the sessions of this runspace.");

    /// <summary>Several sessions have this name.</summary>
    public static ErrorKind SessionNameAmbiguous { get; } = new(
        ErrorGroup.Argument,
        "Give each session a name of its own with -Name when you connect, or pass the session object, for example from Connect-B24Webhook -PassThru.");

    /// <summary>The object was a session once, before it was written to text and read back.</summary>
    public static ErrorKind SessionDeserialized { get; } = new(
        ErrorGroup.Argument,
        "Connect inside the job (Connect-B24Profile keeps secrets out of the script), or use Start-ThreadJob instead of Start-Job.");

    /// <summary>A profile of this name holds another connection.</summary>
    public static ErrorKind ProfileExists { get; } = new(
        ErrorGroup.Conflict,
        "Nothing was changed. Use -Force to replace the profile, or give -SaveProfile another name.");

    /// <summary>There is no profile of this name.</summary>
    public static ErrorKind ProfileNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Save one with -SaveProfile of Connect-B24Webhook or Connect-B24OAuth, run as the account that will use it; Get-B24Profile lists what this account has.");

    /// <summary>The text cannot be a profile's name.</summary>
    public static ErrorKind ProfileNameInvalid { get; } = new(
        ErrorGroup.Argument,
        "Use letters from a to z, digits, dots, hyphens and underscores, 1 to 64 of them, beginning with a letter or digit and not ending with a dot; con, nul, com1 and the like are devices on Windows.");

    /// <summary>The profile's file is damaged or was not made by this module.</summary>
    public static ErrorKind ProfileUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Save the profile again with -SaveProfile, or remove it with Remove-B24Profile.");

    /// <summary>The profile belongs to another account.</summary>
    public static ErrorKind ProfileOfAnotherAccount { get; } = new(
        ErrorGroup.Permission,
        "Run Connect-B24Webhook or Connect-B24OAuth with -SaveProfile once as the account of the task, or, on Windows, save it with -ProfileScope LocalMachine.");

    /// <summary>The profile's file could not be written.</summary>
    public static ErrorKind ProfileNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Check that this account may write to the folder and that the disk has room; the profile that was there before is unchanged.");

    /// <summary>Profiles for the whole machine exist on Windows only.</summary>
    public static ErrorKind ProfileScopeUnsupported { get; } = new(
        ErrorGroup.Argument,
        "Leave -ProfileScope out, and save the profile as the account that will use it.");
}
