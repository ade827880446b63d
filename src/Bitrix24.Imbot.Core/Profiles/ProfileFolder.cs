using System.Runtime.InteropServices;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>Where profiles lie.</summary>
internal static class ProfileFolder
{
    /// <summary>Set this variable to keep the profiles of the current user elsewhere.</summary>
    public const string Variable = "BITRIX24_IMBOT_PROFILES";

    private const string ProductFolder = "Bitrix24.Imbot";
    private const string Profiles = "profiles";

    /// <summary>The folder, which need not exist yet.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.ProfileScopeUnsupported"/>.</exception>
    public static string PathOf(ProfileScope scope)
    {
        bool windows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        if (scope == ProfileScope.LocalMachine)
        {
            return windows
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), ProductFolder, Profiles)
                : throw ErrorKinds.ProfileScopeUnsupported.With("Profiles of the whole machine are protected by Windows and exist there only.");
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        // On Linux this is $XDG_CONFIG_HOME or ~/.config, on macOS ~/Library/Application Support, on Windows the roaming application data.
        string settings = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return settings.Length > 0
            ? Path.Combine(settings, windows ? ProductFolder : ProductFolder.ToLowerInvariant(), Profiles)
            : throw ErrorKinds.ProfileNotWritten.With($"This account has no home folder to keep profiles in; name a folder in {Variable}.");
    }
}
