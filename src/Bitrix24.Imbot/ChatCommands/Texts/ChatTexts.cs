using System.Globalization;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Texts;

/// <summary>The texts that a bot sends, in the language of the portal. Events don't contain the language of a user.</summary>
internal sealed class ChatTexts(string language, Func<ChatText, string> translate)
{
    public static ChatTexts English { get; } = new("en", text => text.English);
    public static ChatTexts Russian { get; } = new("ru", text => text.Russian);
    public static IReadOnlyList<ChatTexts> All { get; } = [English, Russian];

    /// <summary>The two-letter language code.</summary>
    public string Language { get; } = language;

    /// <summary>Gets the texts for a portal's language; English if there are none in that language.</summary>
    public static ChatTexts For(string? language) => ReplyTexts.IsRussian(language) ? Russian : English;

    /// <summary>Formats a duration with its two largest units. It is rounded up to seconds, or to minutes if it is an hour or more.</summary>
    public string Format(TimeSpan time)
    {
        long seconds = Math.Max(1, (long)Math.Ceiling(time.TotalSeconds));
        if (seconds >= 3600)
        {
            seconds = (seconds + 59) / 60 * 60;
        }

        (ChatText Unit, long Number)[] parts =
        [
            (ChatText.Days, seconds / 86400), (ChatText.Hours, seconds / 3600 % 24), (ChatText.Minutes, seconds / 60 % 60), (ChatText.Seconds, seconds % 60),
        ];
        return string.Join(" ", parts.SkipWhile(part => part.Number == 0).Take(2).Where(part => part.Number > 0).Select(part => Format(part.Unit, part.Number)));
    }

    /// <summary>Formats a time with its offset from UTC.</summary>
    public static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm (zzz)", CultureInfo.InvariantCulture);

    /// <summary>Formats a text with values. BB codes in the values are not interpreted.</summary>
    public string Format(ChatText text, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, translate(text), [.. values.Select(value => (object)PlainText.Escape(Convert.ToString(value, CultureInfo.InvariantCulture)))]);
}
