using System.Runtime.InteropServices;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>The folder of the profiles.</summary>
internal static class ProfileFolder
{
    /// <summary>The environment variable for another profile folder of the current user.</summary>
    public const string Variable = "BITRIX24_IMBOT_PROFILES";

    private const string Profiles = "profiles";

    /// <summary>The path of the folder, which may not exist yet.</summary>
    /// <exception cref="B24Exception"><see cref="SessionErrors.ProfileScopeUnsupported"/>.</exception>
    public static string PathOf(ProfileScope scope)
    {
        if (scope == ProfileScope.LocalMachine)
        {
            return RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), AccountFolder.Product, Profiles)
                : throw SessionErrors.ProfileScopeUnsupported.With("Profiles for all users of the computer are supported only on Windows.");
        }

        if (Environment.GetEnvironmentVariable(Variable)?.Trim() is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        return AccountFolder.Find() is { } folder
            ? Path.Combine(folder, Profiles)
            : throw SessionErrors.ProfileNotWritten.With($"This account has no home folder for profiles. Set the environment variable {Variable} to a folder.");
    }
}
