using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Rest;

/// <summary>A request whose answer is only whether it was done: <c>{"result":true}</c>.</summary>
public abstract class BotAction : BotRequest<bool>
{
    private protected BotAction(MethodName method, long botId)
        : base(method, botId)
    {
    }

    /// <inheritdoc />
    public sealed override bool ReadResult(JsonElement result) => result.ValueKind == JsonValueKind.True || result.Flag("result");
}
