using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Events;

/// <summary>
/// The URLs to which events are posted. A row belongs to an owner, not to a bot, and two webhook owners with the same URL share a row
/// (docs/portal/events.md, "Pushed events").
/// </summary>
internal sealed class EventHandlers
{
    private List<(string Owner, string Address)> rows = [];

    public IReadOnlyList<string> GetAddresses(string owner) => [.. rows.Where(row => row.Owner == owner).Select(row => row.Address)];

    public void Bind(string owner, string address)
    {
        rows.RemoveAll(row => row.Address == address && IsSameApplication(row.Owner, owner));
        rows.Add((owner, address));
    }

    public void Unbind(string owner) => rows.RemoveAll(row => row.Owner == owner);

    public void ChangeOwner(string owner, string newOwner) =>
        rows = [.. rows.Select(row => row.Owner == owner ? (newOwner, row.Address) : row)];

    /// <summary>All webhook owners count as one application, because none of them is an application.</summary>
    private static bool IsSameApplication(string owner, string other) =>
        owner == other || (BotOwner.IsWebhook(owner) && BotOwner.IsWebhook(other));
}
