using System.Globalization;
using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// The mention by which a person calls a bot in a group chat, <c>[USER=456]Bot[/USER]</c>. It reaches the bot with the text, and is no part of what the
/// person wants.
/// </summary>
internal static class BotMention
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The text without every mention of the bot, and without the comma or colon after one at the beginning.</summary>
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
