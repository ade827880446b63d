using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>A request of a bot: <c>botId</c> at the root, followed by the other parameters.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
public abstract class BotRequest<TResult> : PortalRequest<TResult>
{
    private readonly JsonMap? members;

    /// <param name="method">The method to call.</param>
    /// <param name="botId">The bot that makes the request.</param>
    /// <param name="members">The parameters other than the bot ID; null if there are none, or if <see cref="AddParameters"/> is overridden.</param>
    private protected BotRequest(ApiMethod method, long botId, JsonMap? members = null)
    {
        Method = method;
        BotId = botId;
        this.members = members;
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
    private protected virtual void AddParameters(JsonMap parameters)
    {
        foreach (KeyValuePair<string, object?> member in members ?? [])
        {
            parameters[member.Key] = member.Value;
        }
    }
}
