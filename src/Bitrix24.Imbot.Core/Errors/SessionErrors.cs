namespace Bitrix24.Imbot.Core.Errors;

/// <summary>Errors for sessions and profiles.</summary>
public static class SessionErrors
{
    /// <summary>No session is connected.</summary>
    public static ErrorKind SessionMissing { get; } = new(
        ErrorGroup.State,
        "Connect first, or specify a session.");

    /// <summary>The session was not found.</summary>
    public static ErrorKind SessionNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Check the name of the session.");

    /// <summary>More than one session has this name.</summary>
    public static ErrorKind SessionNameAmbiguous { get; } = new(
        ErrorGroup.Argument,
        "Use a unique name for each session, or specify the session object.");

    /// <summary>The value is a deserialized session.</summary>
    public static ErrorKind SessionDeserialized { get; } = new(
        ErrorGroup.Argument,
        "Connect in the process that uses the session. Use a profile to keep secrets out of the script.");

    /// <summary>A profile with this name exists and contains another connection.</summary>
    public static ErrorKind ProfileExists { get; } = new(
        ErrorGroup.Conflict,
        "The profile was not changed. Choose to overwrite it, or specify another name.");

    /// <summary>The profile was not found.</summary>
    public static ErrorKind ProfileNotFound { get; } = new(
        ErrorGroup.NotFound,
        "Save the profile first, with the account that will use it.");

    /// <summary>The profile name is not valid.</summary>
    public static ErrorKind ProfileNameInvalid { get; } = new(
        ErrorGroup.Argument,
        "Use 1 to 64 letters (a-z), digits, dots, hyphens, and underscores. The name must begin with a letter or digit and can't end with a dot. Windows device names such as con, nul, and com1 are not allowed.");

    /// <summary>The profile is damaged or was not created by this module.</summary>
    public static ErrorKind ProfileUnreadable { get; } = new(
        ErrorGroup.Storage,
        "Save the profile again, or remove it.");

    /// <summary>The profile belongs to another account.</summary>
    public static ErrorKind ProfileOfAnotherAccount { get; } = new(
        ErrorGroup.Permission,
        "Save the profile with the account that uses it. On Windows, you can also save it for all users of the computer.");

    /// <summary>The profile can't be written.</summary>
    public static ErrorKind ProfileNotWritten { get; } = new(
        ErrorGroup.Storage,
        "Check that this account can write to the folder and that the disk has enough space. The existing profile is unchanged.");

    /// <summary>Profiles for all users of the computer are supported only on Windows.</summary>
    public static ErrorKind ProfileScopeUnsupported { get; } = new(
        ErrorGroup.Argument,
        "Save the profile for the current user, with the account that will use it.");
}
