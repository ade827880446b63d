using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>A request of a bot: <c>botId</c> at the root, followed by the other parameters.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
public abstract class BotRequest<TResult> : PortalRequest<TResult>
{
    private protected BotRequest(ApiMethod method, long botId)
    {
        Method = method;
        BotId = botId;
    }

    /// <inheritdoc />
    public sealed override ApiMethod Method { get; }

    /// <summary>The bot that makes the request.</summary>
    public long BotId { get; }

    /// <inheritdoc />
    public sealed override JsonMap ToParameters()
    {
        JsonMap parameters = new() { ["botId"] = BotId };
        AddParameters(parameters);
        return parameters;
    }

    /// <summary>Adds the parameters other than the bot ID.</summary>
    private protected abstract void AddParameters(JsonMap parameters);
}
