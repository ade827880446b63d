using System.Globalization;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>Texts of questions for people in the chat, in English or Russian.</summary>
internal static class ReplyTexts
{
    private const string Russian = "ru";

    /// <summary>The answer to a press of a button whose question has ended.</summary>
    /// <param name="language">The portal's language, as in events; null for English.</param>
    public static string Late(string? language) => IsRussian(language) ? "Этот вопрос уже закрыт." : "This question is already closed.";

    /// <summary>The line below a question that shows its result. Text from people is escaped.</summary>
    /// <param name="reply">The result.</param>
    public static string Outcome(BotReply reply)
    {
        bool isRussian = IsRussian(reply.Event?.Language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        if (reply.TimedOut)
        {
            return isRussian ? "Никто не ответил вовремя." : "No one answered in time.";
        }

        string answer = reply.Cancelled ? isRussian ? "отменено" : "canceled" : OneLine.From(reply.Answer);
        string name = reply.User?.Name is { Length: > 0 } known ? known : $"{reply.UserId}";
        return PlainText.Escape($"{OneLine.From(name)}: {answer} ({reply.Date?.ToLocalTime().ToString("g", CultureInfo.CurrentCulture)})");
    }

    /// <summary>The line below a question that was withdrawn.</summary>
    public static string Withdrawn() =>
        IsRussian(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ? "Вопрос отозван." : "The question was withdrawn.";

    private static bool IsRussian(string? language) => string.Equals(language, Russian, StringComparison.OrdinalIgnoreCase);
}
