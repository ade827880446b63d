using System.Globalization;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>Texts of questions for people in the chat, in English or Russian.</summary>
internal static class ReplyTexts
{
    // Portals of Belarus have the zone by and Russian texts.
    private static readonly string[] Russian = ["ru", "by"];

    /// <summary>Whether people on a portal with this language get Russian texts.</summary>
    public static bool IsRussian(string? language) => Russian.Contains(language, StringComparer.OrdinalIgnoreCase);

    /// <summary>The answer to a press of a button whose question has ended.</summary>
    /// <param name="language">The portal's language, as in events; null for English.</param>
    public static string Late(string? language) => IsRussian(language) ? "Этот вопрос уже закрыт." : "This question is already closed.";

    /// <summary>The line below a question that shows its result. Text from people is escaped.</summary>
    /// <param name="reply">The result.</param>
    /// <param name="language">The portal's language; null for English.</param>
    public static string Outcome(BotReply reply, string? language)
    {
        bool isRussian = IsRussian(language ?? reply.Event?.Language);
        if (reply.TimedOut)
        {
            return isRussian ? "Никто не ответил вовремя." : "No one answered in time.";
        }

        string answer = reply.Cancelled ? isRussian ? "отменено" : "canceled" : OneLine.From(reply.Answer);
        string name = reply.User?.Name is { Length: > 0 } known ? known : $"{reply.UserId}";
        return PlainText.Escape($"{OneLine.From(name)}: {answer} ({reply.Date?.ToLocalTime().ToString("g", CultureInfo.CurrentCulture)})");
    }

    /// <summary>The line below a question that was withdrawn.</summary>
    /// <param name="language">The portal's language; null for English.</param>
    public static string Withdrawn(string? language) => IsRussian(language) ? "Вопрос отозван." : "The question was withdrawn.";
}
