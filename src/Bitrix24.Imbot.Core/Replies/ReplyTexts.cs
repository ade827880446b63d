using System.Globalization;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>What a question says to the people in the chat, in English or Russian.</summary>
internal static class ReplyTexts
{
    private const string Russian = "ru";

    /// <summary>For a press of a button of a question that has ended.</summary>
    /// <param name="language">The portal's language, as events name it; null for English.</param>
    public static string Late(string? language) => IsRussian(language) ? "Поздно: этот вопрос уже закрыт." : "Too late: this question is closed.";

    /// <summary>The line under a question that says how it ended. Nothing that a person wrote acts in it.</summary>
    /// <param name="reply">How it ended.</param>
    public static string Outcome(BotReply reply)
    {
        bool isRussian = IsRussian(reply.Event?.Language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        if (reply.TimedOut)
        {
            return isRussian ? "Ответа не было." : "Nobody answered in time.";
        }

        string answer = reply.Cancelled ? isRussian ? "отменено" : "cancelled" : OneLine.From(reply.Answer);
        string name = reply.User?.Name is { Length: > 0 } known ? known : $"{reply.UserId}";
        return PlainText.Escape($"{OneLine.From(name)}: {answer} ({reply.Date?.ToLocalTime().ToString("g", CultureInfo.CurrentCulture)})");
    }

    /// <summary>The line under a question that whoever asked has taken back.</summary>
    public static string Withdrawn() =>
        IsRussian(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ? "Вопрос отозван." : "The question was withdrawn.";

    private static bool IsRussian(string? language) => string.Equals(language, Russian, StringComparison.OrdinalIgnoreCase);
}
