namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors of sessions and profiles.</summary>
public static class SessionErrors
{
    /// <summary>No session is to be seen from here.</summary>
    public static ErrorKind SessionMissing { get; } = new(
        ErrorGroup.State,
        "Connect first, or pass the session.");

    /// <summary>No session has this name.</summary>
    public static ErrorKind SessionNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the name of the session.");

    /// <summary>Several sessions have this name.</summary>
    public static ErrorKind SessionNameAmbiguous { get; } = new(
        ErrorGroup.Argument,
        "Give each session a name of its own, or pass the session object.");

    /// <summary>The object was a session once, before it was written to text and read back.</summary>
    public static ErrorKind SessionDeserialized { get; } = new(
        ErrorGroup.Argument,
        "Connect in the process that uses the session; a profile keeps secrets out of its code.");

    /// <summary>A profile of this name holds another connection.</summary>
    public static ErrorKind ProfileExists { get; } = new(
        ErrorGroup.Conflict,
        "Nothing was changed. Allow the profile to be replaced, or choose another name.");

    /// <summary>There is no profile of this name.</summary>
    public static ErrorKind ProfileNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Save the profile first, as the account that will use it.");

    /// <summary>The text cannot be a profile's name.</summary>
    public static ErrorKind ProfileNameInvalid { get; } = new(
        ErrorGroup.Argument,
        "Use letters from a to z, digits, dots, hyphens and underscores, 1 to 64 of them, beginning with a letter or digit and not ending with a dot; con, nul, com1 and the like are devices on Windows.");

    /// <summary>The profile's file is damaged or was not made by this module.</summary>
    public static ErrorKind ProfileUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Save the profile again, or remove it.");

    /// <summary>The profile belongs to another account.</summary>
    public static ErrorKind ProfileOfAnotherAccount { get; } = new(
        ErrorGroup.Permission,
        "Save the profile once as the account that uses it, or, on Windows, for the whole machine.");

    /// <summary>The profile's file could not be written.</summary>
    public static ErrorKind ProfileNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Check that this account may write to the folder and that the disk has room; the profile that was there before is unchanged.");

    /// <summary>Profiles for the whole machine exist on Windows only.</summary>
    public static ErrorKind ProfileScopeUnsupported { get; } = new(
        ErrorGroup.Argument,
        "Save the profile for the current user, as the account that will use it.");
}
