namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Brackets that have no partner yet.</summary>
internal sealed class BracketStack
{
    private readonly List<OpenBracket> open = [];

    /// <summary>So many of the outermost ones have a link inside.</summary>
    private int around;

    public void Push(OpenBracket bracket)
    {
        if (open.Count > 0)
        {
            open[open.Count - 1].HasInner = true;
        }

        open.Add(bracket);
    }

    /// <summary>The innermost one; null where there is none.</summary>
    public OpenBracket? Pop()
    {
        if (open.Count == 0)
        {
            return null;
        }

        OpenBracket bracket = open[open.Count - 1];
        open.RemoveAt(open.Count - 1);
        bracket.CanBeLink = bracket.IsImage || open.Count >= around;
        around = Math.Min(around, open.Count);
        return bracket;
    }

    /// <summary>A link was made: what is still open around it cannot be one, except pictures.</summary>
    public void ForbidLinksAround() => around = open.Count;
}
