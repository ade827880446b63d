namespace Bitrix24.Imbot.Core.Bots;

/// <summary>One page of bots.</summary>
public sealed class BotPage
{
    internal BotPage(IReadOnlyList<Bot> bots, bool hasNextPage)
    {
        Bots = bots;
        HasNextPage = hasNextPage;
    }

    /// <summary>The bots; no order is promised.</summary>
    public IReadOnlyList<Bot> Bots { get; }

    /// <summary>Whether the page was full, so that another may follow.</summary>
    public bool HasNextPage { get; }
}
