using System.Runtime.InteropServices;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>The folder for the module's data of the current account.</summary>
internal static class AccountFolder
{
    /// <summary>The folder name on systems that use uppercase letters.</summary>
    public const string Product = "Bitrix24.Imbot";

    /// <summary>
    /// On Linux, in $XDG_CONFIG_HOME or ~/.config; on macOS, in ~/Library/Application Support; on Windows, in the roaming application data. Null for
    /// an account without a home folder.
    /// </summary>
    public static string? Find()
    {
        string settings = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        string name = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? Product : Product.ToLowerInvariant();
        return settings.Length > 0 ? Path.Combine(settings, name) : null;
    }
}
