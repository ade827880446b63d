using System.Collections.Concurrent;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Core.Lists;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Rights;

/// <summary>Reads facts from the portal and caches each one for half a minute, so that many simultaneous checks need only one request.</summary>
internal sealed class PortalAccessFacts(
    IRequestSender sender, Func<UserQuery, ListPages> readUsers, Func<ListPages> readDepartments, long botId, IClock clock)
    : IAccessFacts
{
    /// <summary>The maximum time that a withdrawn permission may still be in effect.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (TimeSpan Read, Task<object> Fact)> known = new(StringComparer.OrdinalIgnoreCase);

    public async Task<IReadOnlyCollection<long>> DepartmentTreeAsync(long departmentId, CancellationToken cancellation)
    {
        ILookup<long, long> children = await GetAsync("departments", () => ReadChildrenAsync(CancellationToken.None), cancellation).ConfigureAwait(false);
        HashSet<long> tree = [departmentId];
        Queue<long> open = new(tree);
        while (open.Count > 0)
        {
            foreach (long child in children[open.Dequeue()].Where(tree.Add))
            {
                open.Enqueue(child);
            }
        }

        return tree;
    }

    public async Task<IReadOnlyCollection<long>> DepartmentsOfAsync(long userId, CancellationToken cancellation) =>
        (await GetAsync($"user {userId}", () => ReadUserAsync(userId, CancellationToken.None), cancellation).ConfigureAwait(false)).Departments;

    public Task<Chat> ChatAsync(string dialogId, CancellationToken cancellation) =>
        GetAsync($"chat {dialogId}", () => sender.SendAsync(new GetChatRequest(botId, dialogId), null, CancellationToken.None), cancellation);

    public async Task<(IReadOnlyCollection<long> Ids, bool IsComplete)> MembersAsync(string dialogId, CancellationToken cancellation)
    {
        IReadOnlyList<User> users = await GetAsync($"members {dialogId}", () => sender.SendAsync(new ListChatUsersRequest(botId, dialogId), null, CancellationToken.None), cancellation).ConfigureAwait(false);
        return ([.. users.Select(user => user.UserId)], users.Count < ListChatUsersRequest.MaxLimit);
    }

    private async Task<PortalUser> ReadUserAsync(long userId, CancellationToken cancellation)
    {
        UserQuery query = new() { UserIds = [userId] };
        IReadOnlyList<JsonElement> page = await readUsers(query).NextAsync(cancellation).ConfigureAwait(false) ?? [];
        return query.Read(page).FirstOrDefault() ?? throw ChatErrors.UserNotFound.With($"The portal returned no data about user {userId}.");
    }

    private async Task<ILookup<long, long>> ReadChildrenAsync(CancellationToken cancellation)
    {
        List<(long Parent, long Id)> departments = [];
        ListPages pages = readDepartments();
        while (await pages.NextAsync(cancellation).ConfigureAwait(false) is { } page)
        {
            foreach (JsonElement item in page)
            {
                if (item.Number("ID") is { } id && item.Number("PARENT") is { } parent)
                {
                    departments.Add((parent, id));
                }
            }
        }

        return departments.ToLookup(department => department.Parent, department => department.Id);
    }

    /// <summary>A failure isn't cached. If a check is canceled, the request continues for the other checks that wait for it.</summary>
    private async Task<T> GetAsync<T>(string key, Func<Task<T>> read, CancellationToken cancellation)
        where T : class
    {
        if (!known.TryGetValue(key, out (TimeSpan Read, Task<object> Fact) entry) || clock.Elapsed - entry.Read >= Age || entry.Fact.IsFaulted)
        {
            entry = (clock.Elapsed, AsObjectAsync(read));
            known[key] = entry;
        }

        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (await Task.WhenAny(entry.Fact, Task.Delay(Timeout.Infinite, ended.Token)).ConfigureAwait(false) != entry.Fact)
        {
            throw new OperationCanceledException(cancellation);
        }

        ended.Cancel();
        return (T)await entry.Fact.ConfigureAwait(false);
    }

    private static async Task<object> AsObjectAsync<T>(Func<Task<T>> read)
        where T : class => await read().ConfigureAwait(false);
}
