using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Where processes of this account on this machine agree about a portal.</summary>
internal static class StateFolder
{
    /// <summary>Set this variable to keep the folders of all portals elsewhere.</summary>
    public const string Variable = "BITRIX24_IMBOT_STATE";

    private const string State = "state";

    /// <summary>The folder of a portal, which need not exist yet.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderMissing"/>, <see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public static string PathOf(Uri portal)
    {
        string root = Environment.GetEnvironmentVariable(Variable)?.Trim() is { Length: > 0 } chosen
            ? FullPathOf(chosen)
            : Path.Combine(
                AccountFolder.Find() ?? throw EventErrors.StateFolderMissing.With("This account has no home folder to keep what processes share in."),
                State);
        return Path.Combine(root, $"{portal.Host.Replace(':', '_')}_{portal.Port}");
    }

    private static string FullPathOf(string chosen)
    {
        try
        {
            return Path.GetFullPath(chosen);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or IOException)
        {
            throw EventErrors.StateFolderNotWritten.With($"{Variable} is '{chosen}', which isn't the path of a folder: {exception.Message}", exception);
        }
    }
}
