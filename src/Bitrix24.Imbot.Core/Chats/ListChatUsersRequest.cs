using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.User.list</c>: the members of a chat. Without a second page, at most 200 users can be read.</summary>
/// <param name="botId">The bot that makes the request.</param>
/// <param name="dialogId">The chat.</param>
/// <param name="limit">Maximum number of users, 1 to 200.</param>
public sealed class ListChatUsersRequest(long botId, string dialogId, int limit = ListChatUsersRequest.MaxLimit)
    : BotRequest<IReadOnlyList<User>>(ApiMethods.ChatUserList, botId)
{
    /// <summary>The portal replaces a limit outside 1 to 200 with 50 without an error (docs/portal/chats.md, "Members").</summary>
    public const int MaxLimit = 200;

    private readonly string dialogId = DialogId.Require(dialogId);
    private readonly int limit = Math.Max(1, Math.Min(limit, MaxLimit));

    /// <summary>Sort order: <c>id</c> (of the membership), <c>lastSendMessageId</c>, or <c>userId</c>; null for the portal's default.</summary>
    public string? SortBy { get; init; }

    /// <summary>Whether to sort in descending order. Only with <see cref="SortBy"/>.</summary>
    public bool IsDescending { get; init; }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        parameters
            .AddUnlessNull("order", SortBy is null ? null : new JsonMap { [SortBy] = IsDescending ? "DESC" : "ASC" })
            .AddUnlessNull("limit", limit);
    }

    /// <inheritdoc />
    public override IReadOnlyList<User> ReadResult(JsonElement result) => User.ReadAll(ExpectedResult.Objects(result, "users", Method));
}
