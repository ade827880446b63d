using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// <c>imbot.v2.Chat.add</c>: creates a group chat with the bot in it. The user of the webhook or token must be allowed to create chats. The sources
/// disagree on whether the portal accepts a first message here, so it is sent separately (docs/portal/chats.md, "Create").
/// </summary>
public sealed class AddChatRequest(long botId) : BotRequest<Chat>(ApiMethods.ChatAdd, botId)
{
    /// <summary>Title, description, color, and image.</summary>
    public ChatProperties Properties { get; init; } = new();

    /// <summary>The other members; null for none.</summary>
    public IReadOnlyCollection<long>? UserIds { get; init; }

    /// <summary>The owner; null for the bot.</summary>
    public long? OwnerId { get; init; }

    /// <summary>Whether everyone on the portal can find and join the chat.</summary>
    public bool IsOpen { get; init; }

    private protected override void AddParameters(JsonMap parameters) => parameters["fields"] = Properties.ToFields()
        .AddUnlessNull("userIds", UserIds)
        .AddUnlessNull("ownerId", OwnerId)
        .AddUnlessNull("type", IsOpen ? "open" : null);

    /// <inheritdoc />
    public override Chat ReadResult(JsonElement result) => new(result.Member("chat"));
}
