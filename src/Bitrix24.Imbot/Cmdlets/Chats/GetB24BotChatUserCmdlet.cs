using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Gets the members of a chat. The portal returns at most 200 users.</summary>
[Cmdlet(VerbsCommon.Get, "B24BotChatUser", HelpUri = OnlineHelp.Pages + "Get-B24BotChatUser.html")]
[OutputType(typeof(User))]
public sealed class GetB24BotChatUserCmdlet : B24DialogCmdlet
{
    [Parameter]
    [IdentityArgument(nameof(UserId))]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateRange(1L, long.MaxValue)]
    public long[]? UserId { get; set; }

    [Parameter]
    [ValidateRange(1, ListChatUsersRequest.MaxLimit)]
    public int First { get; set; } = ListChatUsersRequest.MaxLimit;

    [Parameter]
    [ValidateSet("id", "lastSendMessageId", "userId")]
    public string? SortBy { get; set; }

    [Parameter]
    public SwitchParameter Descending { get; set; }

    protected override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        // With -UserId, the complete list is filtered.
        int limit = UserId is null ? First : ListChatUsersRequest.MaxLimit;
        IReadOnlyList<User> users = Send(session, new ListChatUsersRequest(botId, dialogId, limit)
        {
            SortBy = OrderOf(),
            IsDescending = Descending,
        });
        if (users.Count == ListChatUsersRequest.MaxLimit)
        {
            WriteWarning($"{dialogId} may have more members. The portal returns at most {ListChatUsersRequest.MaxLimit} users.");
        }

        WriteObject(UserId is null ? users : users.Where(user => UserId.Contains(user.UserId)).Take(First), enumerateCollection: true);
    }

    /// <summary>The portal's name of the sort order, which is case-sensitive.</summary>
    private string? OrderOf() => SortBy?.ToLowerInvariant() switch
    {
        "lastsendmessageid" => "lastSendMessageId",
        "userid" => "userId",
        null => Descending ? "id" : null,
        _ => "id",
    };
}
