using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary><c>imbot.v2.Bot.list</c>: a page of the caller's bots.</summary>
public sealed class ListBotsRequest : PortalRequest<BotPage>
{
    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.BotList;

    /// <summary>The type of the bots; null for all.</summary>
    public string? Type { get; init; }

    /// <summary>Maximum number of bots on a page. The portal's default is 50.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Number of bots to skip.</summary>
    public int Offset { get; init; }

    /// <inheritdoc />
    public override JsonMap ToParameters() => new JsonMap()
        .AddUnlessNull("filter", Type is null ? null : new JsonMap { ["type"] = Type })
        .AddUnlessNull("limit", Limit)
        .AddUnlessNull("offset", Offset);

    /// <inheritdoc />
    public override BotPage ReadResult(JsonElement result) => new(Bot.ReadAll(result, Method), result.Flag("hasNextPage"));
}
