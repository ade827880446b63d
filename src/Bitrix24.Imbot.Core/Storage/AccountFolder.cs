using System.Runtime.InteropServices;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>The folder in which the module keeps what belongs to the current account.</summary>
internal static class AccountFolder
{
    /// <summary>Name of the folder where letter case is usual.</summary>
    public const string Product = "Bitrix24.Imbot";

    /// <summary>On Linux below $XDG_CONFIG_HOME or ~/.config, on macOS ~/Library/Application Support, on Windows the roaming application data; null for an account without a home.</summary>
    public static string? Find()
    {
        string settings = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        string name = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? Product : Product.ToLowerInvariant();
        return settings.Length > 0 ? Path.Combine(settings, name) : null;
    }
}
