using System.Text;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>
/// Makes a name from a portal harmless: people give names to files there, and one may not leave the folder, hide its ending, or mean a device. The same on
/// every system, so that a script finds the same name everywhere.
/// </summary>
internal static class SafeFileName
{
    /// <summary>Bytes of UTF-8 that every common file system has room for, an ending of our own included.</summary>
    private const int MaxNameLength = 200;

    private const string Forbidden = "<>:\"|?*";

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM0", "COM\u00B9", "COM\u00B2", "COM\u00B3",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT0", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3",
    };

    /// <summary>Files that a system or a web server obeys when they lie in a folder; those that begin with a dot have lost it.</summary>
    private static readonly HashSet<string> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        "desktop.ini", "folder.htt", "autorun.inf", "thumbs.db", "web.config",
    };

    /// <param name="name">What the portal says; null for nothing.</param>
    /// <param name="fallback">The name where nothing is left of it.</param>
    public static string Create(string? name, string fallback)
    {
        string last = (name ?? string.Empty).Split('/', '\\').Last();
        string visible = new([.. last.Select(character => IsHarmless(character) ? character : '_')]);

        // A leading dot hides a file or makes it a shell's settings; a leading dash makes it an option of a command that is given all files of a folder.
        string bare = new string([.. visible.SkipWhile(character => character is '.' or '-' || char.IsWhiteSpace(character))]).TrimEnd().TrimEnd('.', ' ');
        if (bare.Trim('_').Length == 0)
        {
            return fallback;
        }

        string shortened = Shortened(bare);
        return Devices.Contains(shortened.Split('.')[0].TrimEnd(' ')) || Settings.Contains(shortened) ? "_" + shortened : shortened;
    }

    /// <summary>Not one that turns the direction of writing, so that gpj.exe reads exe.jpg.</summary>
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
