using System.Globalization;

namespace Bitrix24.Imbot.Core.Audit;

/// <summary>The files of an audit: the current one, and rotated ones with the time of their rotation in the name.</summary>
internal static class AuditNames
{
    private const string Stamp = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>The name for a file that is rotated now: <c>audit.jsonl</c> becomes <c>audit.20261130T110000000Z.jsonl</c>.</summary>
    public static string RotatedOf(string path, DateTimeOffset now) =>
        Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}.{now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}{Path.GetExtension(path)}");

    /// <summary>The rotated files with the time of their rotation, oldest first.</summary>
    public static IReadOnlyList<(string Path, DateTimeOffset Rotated)> FindRotated(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        string begin = Path.GetFileNameWithoutExtension(path) + ".";
        string end = Path.GetExtension(path);
        List<(string, DateTimeOffset)> found = [];
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            string name = Path.GetFileName(file);
            if (name.Length > begin.Length + end.Length && name.StartsWith(begin, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal)
                && DateTimeOffset.TryParseExact(
                    name.Substring(begin.Length, name.Length - begin.Length - end.Length), Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset rotated))
            {
                found.Add((file, rotated));
            }
        }

        return [.. found.OrderBy(file => file.Item2)];
    }
}
