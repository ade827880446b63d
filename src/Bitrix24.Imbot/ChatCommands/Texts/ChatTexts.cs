using System.Globalization;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Texts;

/// <summary>What a bot says, in the language of the portal. Events don't tell the language of a person.</summary>
internal sealed class ChatTexts
{
    private readonly IReadOnlyDictionary<ChatText, string> texts;

    private ChatTexts(string language, IReadOnlyDictionary<ChatText, string> texts)
    {
        Language = language;
        this.texts = texts;
    }

    public static ChatTexts English { get; } = new("en", EnglishTexts.All);

    public static ChatTexts Russian { get; } = new("ru", RussianTexts.All);

    /// <summary>All languages.</summary>
    public static IReadOnlyList<ChatTexts> All { get; } = [English, Russian];

    /// <summary>Two letters.</summary>
    public string Language { get; }

    /// <summary>The texts for a portal's language; English for one that isn't known.</summary>
    public static ChatTexts For(string? language) =>
        string.Equals(language, "ru", StringComparison.OrdinalIgnoreCase) || string.Equals(language, "by", StringComparison.OrdinalIgnoreCase) ? Russian : English;

    /// <summary>A time with its two largest units, rounded up to whole seconds, and to whole minutes from an hour on.</summary>
    public string Of(TimeSpan time)
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
        return string.Join(" ", parts.SkipWhile(part => part.Number == 0).Take(2).Where(part => part.Number > 0).Select(part => Of(part.Unit, part.Number)));
    }

    /// <summary>A text with values in it, which are shown as they are and never act.</summary>
    public string Of(ChatText text, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, texts[text], [.. values.Select(value => (object)PlainText.Escape(Convert.ToString(value, CultureInfo.InvariantCulture)))]);
}
