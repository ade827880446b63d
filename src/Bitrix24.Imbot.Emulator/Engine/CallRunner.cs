using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Authorization;
using Bitrix24.Imbot.Emulator.Methods;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Engine;

/// <summary>Runs an authorized call and builds the answer, unless the load limiter refuses the call.</summary>
internal sealed class CallRunner(Portal portal)
{
    /// <summary>Runs one method, including batch, and returns the complete answer.</summary>
    public JsonObject Run(RestMethod method, string nameAsSent, JsonObject parameters, Credential credential, string? loadKey = null)
    {
        DateTimeOffset start = portal.Clock.Now;
        loadKey ??= LoadLimiter.Key(method.Name, credential.IsOAuth);
        RestException.ThrowIf(
            portal.Options.Cloud && portal.Load.IsRefused(loadKey), "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.", 429);
        JsonNode? result = method.Name == MethodTable.Batch
            ? new BatchRun(this, credential).Run(parameters)
            : new RestCall(portal, method, nameAsSent, new CallParameters(parameters), credential).Run();
        return AnswerEnvelope.Success(result, AnswerEnvelope.Time(portal, start, loadKey));
    }
}
