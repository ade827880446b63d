using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Lists;

/// <summary>Where the answers of a list method contain the items and the next page (docs/portal/protocol.md, "Lists").</summary>
internal sealed class ListPlace(ApiMethod method)
{
    private const string Bots = "bots";
    private const string HasNextPage = "hasNextPage";

    /// <summary>Whether the answer contains <c>next</c> and <c>total</c>, and <c>start</c> requests the next page.</summary>
    public bool IsClassic => !method.IsPagedByOffset;

    public string Parameter => IsClassic ? "start" : "offset";

    /// <summary>Whether an answer without <c>next</c> indicates in another way that there are more items.</summary>
    public static bool SaysThatThereIsMore(JsonElement result) => result.Flag(HasNextPage) || result.Flag("hasMore");

    /// <summary>
    /// The items: the result itself or its only list, as in <c>{"items": [...]}</c>. An object with numbers as names is also a list.
    /// </summary>
    /// <exception cref="B24Exception">
    /// <see cref="PortalErrors.ListNotFollowed"/>, or <see cref="ConnectionErrors.AnswerUnexpected"/> if the method returns lists.
    /// </exception>
    public IReadOnlyList<JsonElement> ItemsOf(JsonElement result)
    {
        if ((IsClassic ? result : result.Member(Bots)).ItemsOrNull() is { } items)
        {
            return [.. items];
        }

        JsonElement[] members = result.ValueKind == JsonValueKind.Object ? [.. result.EnumerateObject().Select(member => member.Value)] : [];
        JsonElement[] lists = Array.FindAll(members, value => value.ValueKind == JsonValueKind.Array);
        lists = lists.Length > 0 ? lists : Array.FindAll(members, value => value.ItemsOrNull()?.Any() == true);
        return lists.Length == 1
            ? [.. lists[0].ItemsOrNull()!]
            : throw new B24Exception(method.ReturnsList ? ConnectionErrors.AnswerUnexpected : PortalErrors.ListNotFollowed, $"The result of {method} is not a list.")
            {
                Method = method.Name,
            };
    }

    /// <summary>The start of the next page; null after the last page.</summary>
    public long? NextOf(PortalAnswer answer, long start, int count) => IsClassic ? answer.Next
        : count > 0 && answer.Result.Flag(HasNextPage) ? start + count
        : null;
}
