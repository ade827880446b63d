using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary><c>imbot.v2.Bot.get</c>: a bot by ID or by code. Any bot of the portal can be read.</summary>
public sealed class GetBotRequest : PortalRequest<Bot>
{
    private readonly long? botId;
    private readonly string? code;

    /// <summary>Creates a request by ID.</summary>
    public GetBotRequest(long botId)
    {
        this.botId = botId;
    }

    /// <summary>Creates a request by the code that the bot was registered with.</summary>
    public GetBotRequest(string code)
    {
        this.code = code;
    }

    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.BotGet;

    /// <inheritdoc />
    public override JsonMap ToParameters() => new JsonMap().AddUnlessNull("botId", botId).AddUnlessNull("code", code);

    /// <inheritdoc />
    public override Bot ReadResult(JsonElement result) => Bot.Read(result, Method);
}
