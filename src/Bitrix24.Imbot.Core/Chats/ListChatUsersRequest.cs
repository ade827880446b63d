using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Chats;

/// <summary><c>imbot.v2.Chat.User.list</c>: who is in a chat. There is no second page: at most 200 users can be had.</summary>
public sealed class ListChatUsersRequest : BotRequest<IReadOnlyList<User>>
{
    /// <summary>The portal replaces any limit outside 1 to 200 by 50 without a word (docs/portal/chats.md, "Members").</summary>
    public const int MaxLimit = 200;


    private readonly string dialogId;
    private readonly int limit;

    /// <summary>Makes a request.</summary>
    /// <param name="botId">The asking bot.</param>
    /// <param name="dialogId">The chat.</param>
    /// <param name="limit">Users at most, 1 to 200.</param>
    public ListChatUsersRequest(long botId, string dialogId, int limit = MaxLimit)
        : base(ApiMethods.ChatUserList, botId)
    {
        this.dialogId = DialogId.Require(dialogId);
        this.limit = Math.Max(1, Math.Min(limit, MaxLimit));
    }

    /// <summary>What they are sorted by: <c>id</c> (of membership), <c>lastSendMessageId</c> or <c>userId</c>; null for the portal's own order.</summary>
    public string? SortBy { get; init; }

    /// <summary>Whether the last come first; only with <see cref="SortBy"/>.</summary>
    public bool IsDescending { get; init; }

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["dialogId"] = dialogId;
        if (SortBy is not null)
        {
            parameters["order"] = new JsonMap { [SortBy] = IsDescending ? "DESC" : "ASC" };
        }

        parameters["limit"] = limit;
    }

    /// <inheritdoc />
    public override IReadOnlyList<User> ReadResult(JsonElement result) => User.ReadAll(ExpectedResult.Objects(result, "users", Method));
}
