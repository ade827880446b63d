using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary>
/// <c>imbot.v2.Chat.add</c>: a new group chat with the bot in it. The user of the webhook or token needs the right to create chats. The sources
/// disagree on whether the portal takes a first message here, so it is sent separately (docs/portal/chats.md, "Create").
/// </summary>
public sealed class AddChatRequest : BotRequest<Chat>
{
    /// <summary>Makes a request.</summary>
    public AddChatRequest(long botId)
        : base(ApiMethods.ChatAdd, botId)
    {
    }

    /// <summary>Title, description, colour, picture.</summary>
    public ChatProperties Properties { get; init; } = new();

    /// <summary>Users to be in it; null for none but the bot.</summary>
    public IReadOnlyCollection<long>? UserIds { get; init; }

    /// <summary>The owner; the bot when null.</summary>
    public long? OwnerId { get; init; }

    /// <summary>Whether everybody of the portal can find and join it.</summary>
    public bool IsOpen { get; init; }

    private protected override void AddParameters(JsonMap parameters)
    {
        JsonMap fields = Properties.ToFields()
            .AddUnlessNull("userIds", UserIds)
            .AddUnlessNull("ownerId", OwnerId)
            .AddUnlessNull("type", IsOpen ? "open" : null);
        parameters["fields"] = fields;
    }

    /// <inheritdoc />
    public override Chat ReadResult(JsonElement result) => new(result.Member("chat"));
}
