using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>A page of one event that isn't JSON. Its number is known where the page begins and ends as the portal writes it, and then it can be skipped.</summary>
internal static class UnreadableEvent
{
    private static readonly Regex Number = new("\"eventId\"\\s*:\\s*\"?(\\d{1,18})\\b", RegexOptions.CultureInvariant);
    private static readonly Regex NextOffset = new("\"nextOffset\"\\s*:\\s*\"?(\\d{1,18})\\b", RegexOptions.CultureInvariant | RegexOptions.RightToLeft);

    /// <summary>The number of the event in an answer that couldn't be read; null where it isn't certain.</summary>
    /// <param name="content">The answer.</param>
    /// <param name="offset">What was asked for.</param>
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

    /// <summary>The answer that an error is about.</summary>
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

    /// <summary>Keeps what came in a file.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="B24Exception"><see cref="EventErrors.DeadLetterNotWritten"/>.</exception>
    public static string Keep(string folder, long number, byte[] content)
    {
        string path = Path.Combine(folder, FormattableString.Invariant($"{number:D20}.txt"));
        try
        {
            PrivateFile.Write(path, content);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EventErrors.DeadLetterNotWritten.With($"Event {number}, which can't be read, can't be kept in {path}: {exception.Message}", exception);
        }
    }
}
