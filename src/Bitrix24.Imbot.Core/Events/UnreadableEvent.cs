using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// A page with a single event that isn't valid JSON. The event can be skipped if the beginning and end of the page show its number.
/// </summary>
internal static class UnreadableEvent
{
    private static readonly Regex Number = new("\"eventId\"\\s*:\\s*\"?(\\d{1,18})\\b", RegexOptions.CultureInvariant);
    private static readonly Regex NextOffset = new("\"nextOffset\"\\s*:\\s*\"?(\\d{1,18})\\b", RegexOptions.CultureInvariant | RegexOptions.RightToLeft);

    /// <summary>The number of the event in an unreadable answer; null if it isn't certain.</summary>
    /// <param name="content">The answer.</param>
    /// <param name="offset">The offset of the request.</param>
    public static long? NumberIn(byte[] content, long offset)
    {
        string text = Encoding.UTF8.GetString(content);
        Match first = Number.Match(text);
        Match last = NextOffset.Match(text);
        if (!first.Success || !last.Success || last.Index < first.Index)
        {
            return null;
        }

        long number = long.Parse(first.Groups[1].Value, CultureInfo.InvariantCulture);
        return number >= offset && long.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture) == number + 1 ? number : null;
    }

    /// <summary>The content of the unreadable answer that caused an error.</summary>
    public static byte[]? ContentOf(B24Exception exception)
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            if (current is B24Exception { Content: { } content })
            {
                return content;
            }
        }

        return null;
    }

    /// <summary>Saves the content to a file.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="B24Exception"><see cref="EventErrors.DeadLetterNotWritten"/>.</exception>
    public static string Keep(string folder, long number, byte[] content)
    {
        string path = Path.Combine(folder, FormattableString.Invariant($"{number:D20}.txt"));
        StateFiles.Run(() => PrivateFile.Write(path, content), EventErrors.DeadLetterNotWritten, $"Unreadable event {number} could not be saved to {path}");
        return path;
    }
}
