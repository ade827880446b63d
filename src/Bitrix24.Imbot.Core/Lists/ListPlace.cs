using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Lists;

/// <summary>Where the answers of a list method have their items, and what leads to the next page (docs/portal/protocol.md, "Lists").</summary>
internal sealed class ListPlace
{
    /// <summary>The parameter in which the next page is asked for, where it isn't the classic <c>start</c>.</summary>
    public const string Offset = "offset";

    private const string Bots = "bots";
    private const string HasNextPage = "hasNextPage";

    private readonly ApiMethod method;

    private ListPlace(ApiMethod method, bool isClassic)
    {
        this.method = method;
        IsClassic = isClassic;
    }

    /// <summary>Whether the answer has <c>next</c> and <c>total</c>, and the next page is asked for with <c>start</c>.</summary>
    public bool IsClassic { get; }

    /// <summary>The way of a method.</summary>
    public static ListPlace Create(ApiMethod method) => new(method, !method.IsPagedByOffset);

    /// <summary>Whether an answer without <c>next</c> says in another way that it isn't all.</summary>
    public static bool SaysThatThereIsMore(JsonElement result) => result.Flag(HasNextPage) || result.Flag("hasMore");

    /// <summary>The items: the result itself, or its only list, as in <c>{"items": [...]}</c>, also in the form of an object with numbers as names.</summary>
    /// <exception cref="B24Exception"><see cref="PortalErrors.ListNotFollowed"/>, or <see cref="ConnectionErrors.AnswerUnexpected"/> where the method gives lists.</exception>
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

    /// <summary>Where the next page starts; null after the last one.</summary>
    public long? NextOf(PortalAnswer answer, long start, int count) => IsClassic ? answer.Next
        : count > 0 && answer.Result.Flag(HasNextPage) ? start + count
        : null;
}
