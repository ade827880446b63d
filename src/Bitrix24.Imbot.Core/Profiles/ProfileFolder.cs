using System.Runtime.InteropServices;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>Where profiles lie.</summary>
internal static class ProfileFolder
{
    /// <summary>Set this variable to keep the profiles of the current user elsewhere.</summary>
    public const string Variable = "BITRIX24_IMBOT_PROFILES";

    private const string Profiles = "profiles";

    /// <summary>The folder, which need not exist yet.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileScopeUnsupported"/>.</exception>
    public static string PathOf(ProfileScope scope)
    {
        if (scope == ProfileScope.LocalMachine)
        {
            return RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), AccountFolder.Product, Profiles)
                : throw SessionErrors.ProfileScopeUnsupported.With("Profiles of the whole machine are protected by Windows and exist there only.");
        }

        if (Environment.GetEnvironmentVariable(Variable)?.Trim() is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        return AccountFolder.Find() is { } folder
            ? Path.Combine(folder, Profiles)
            : throw SessionErrors.ProfileNotWritten.With($"This account has no home folder to keep profiles in; name a folder in {Variable}.");
    }
}
