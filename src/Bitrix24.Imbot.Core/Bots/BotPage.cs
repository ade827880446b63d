namespace Bitrix24.Imbot.Core.Bots;

/// <summary>A page of bots.</summary>
public sealed class BotPage
{
    internal BotPage(IReadOnlyList<Bot> bots, bool hasNextPage)
    {
        Bots = bots;
        HasNextPage = hasNextPage;
    }

    /// <summary>The bots, in no specific order.</summary>
    public IReadOnlyList<Bot> Bots { get; }

    /// <summary>Whether the page is full and another one may follow.</summary>
    public bool HasNextPage { get; }
}
