using System.Globalization;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>The mention of the bot in a group chat, <c>[USER=456]Bot[/USER]</c>. The bot receives it as part of the text.</summary>
internal static class BotMention
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Removes all mentions of the bot, and a comma or colon after a mention at the beginning.</summary>
    public static string RemoveFrom(string text, long botId)
    {
        if (text.IndexOf("[USER=", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return text.Trim();
        }

        string mention = $@"\[USER={botId.ToString(CultureInfo.InvariantCulture)}(?: REPLACE)?\][^\n]*?\[/USER\]";
        try
        {
            RegexOptions options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
            string begun = Regex.Replace(text, $@"\A\s*(?:{mention}\s*)+[,:]?", string.Empty, options, Patience);
            return Regex.Replace(begun, $"[ ]?{mention}", string.Empty, options, Patience).Trim();
        }
        catch (RegexMatchTimeoutException)
        {
            return text.Trim();
        }
    }
}
