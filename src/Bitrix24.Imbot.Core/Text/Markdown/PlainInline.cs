using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Text without its codes, for a table.</summary>
internal static class PlainInline
{
    public static string Of(IReadOnlyList<InlineToken> tokens)
    {
        StringBuilder text = new();
        Stack<(string Address, int Start)> links = new();
        foreach (InlineToken token in tokens)
        {
            switch (token)
            {
                case TextToken plain:
                    text.Append(plain.Text);
                    break;
                case CodeToken code:
                    text.Append(code.Text);
                    break;
                case BreakToken:
                    text.Append(' ');
                    break;
                case AddressToken address:
                    text.Append(address.Address);
                    break;
                case MentionToken mention:
                    text.Append(mention.Name);
                    break;
                case DelimiterToken run:
                    text.Append(run.Mark, run.Left);
                    break;
                case LinkStartToken link:
                    links.Push((link.Address, text.Length));
                    break;
                case LinkEndToken:
                    AppendAddress(text, links.Pop());
                    break;
            }
        }

        return text.ToString();
    }

    private static void AppendAddress(StringBuilder text, (string Address, int Start) link)
    {
        if (text.Length == link.Start)
        {
            text.Append(link.Address);
        }
        else if (link.Address.Length > 0)
        {
            text.Append(" (").Append(link.Address).Append(')');
        }
    }
}
