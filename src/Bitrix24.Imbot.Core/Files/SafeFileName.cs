using System.Text;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>
/// Converts a name from the portal, which any person can choose, to a safe local file name: it can't leave the folder, hide its extension, or refer
/// to a device. The result is the same on every system.
/// </summary>
internal static class SafeFileName
{
    /// <summary>Length in UTF-8 bytes that all common file systems support, with room for a suffix.</summary>
    private const int MaxNameLength = 200;

    private const string Forbidden = "<>:\"|?*";

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM0", "COM\u00B9", "COM\u00B2", "COM\u00B3",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT0", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3",
    };

    /// <summary>
    /// Files that a system or web server applies if they are in a folder. Names that begin with a dot aren't listed, because the dot is removed.
    /// </summary>
    private static readonly HashSet<string> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        "desktop.ini", "folder.htt", "autorun.inf", "thumbs.db", "web.config",
    };

    /// <param name="name">The name from the portal; null if there is none.</param>
    /// <param name="fallback">The name to use if no characters remain.</param>
    public static string Create(string? name, string fallback)
    {
        string last = (name ?? string.Empty).Split('/', '\\').Last();
        string visible = new([.. last.Select(character => IsHarmless(character) ? character : '_')]);

        // A leading dot hides a file or turns it into shell settings. A leading dash turns it into an option of a command that receives all files of
        // a folder.
        string bare = new string([.. visible.SkipWhile(character => character is '.' or '-' || char.IsWhiteSpace(character))]).TrimEnd().TrimEnd('.', ' ');
        if (bare.Trim('_').Length == 0)
        {
            return fallback;
        }

        string shortened = Shortened(bare);
        return Devices.Contains(shortened.Split('.')[0].TrimEnd(' ')) || Settings.Contains(shortened) ? "_" + shortened : shortened;
    }

    /// <summary>Excludes direction marks, which can make gpj.exe look like exe.jpg.</summary>
    private static bool IsHarmless(char character) => !char.IsControl(character) && Forbidden.IndexOf(character) < 0 && !WritingDirection.IsMark(character);

    private static string Shortened(string name)
    {
        string extension = Path.GetExtension(name);
        string ending = Encoding.UTF8.GetByteCount(extension) <= 20 ? extension : string.Empty;
        string stem = name.Substring(0, name.Length - ending.Length);
        while (Encoding.UTF8.GetByteCount(stem) + Encoding.UTF8.GetByteCount(ending) > MaxNameLength)
        {
            stem = stem.Substring(0, stem.Length - (stem.Length > 1 && char.IsLowSurrogate(stem[stem.Length - 1]) ? 2 : 1));
        }

        return stem + ending;
    }
}
