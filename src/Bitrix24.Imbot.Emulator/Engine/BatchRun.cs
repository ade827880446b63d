using Bitrix24.Imbot.Emulator.Authorization;
using Bitrix24.Imbot.Emulator.Batch;
using Bitrix24.Imbot.Emulator.Methods;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Engine;

/// <summary>
/// The method <c>batch</c>. It runs commands one after another with the credential of the call, and always answers with 200
/// (docs/portal/limits-and-batch.md, "Batch commands").
/// </summary>
internal sealed class BatchRun(CallRunner runner, Credential credential)
{
    private const int MaxCommands = 50;

    private readonly JsonObject results = new(
        new[] { "result", "error", "total", "next", "time" }.Select(member => KeyValuePair.Create(member, (JsonNode?)new JsonObject())));

    public JsonObject Run(JsonObject parameters)
    {
        // halt is converted to bool as in PHP, so the text "false" is true.
        bool halts = PhpValue.IsTrue(Find(parameters, "halt"));
        int count = 0;
        foreach (KeyValuePair<string, JsonNode?> command in PhpValue.AsMap(Find(parameters, "cmd")) ?? [])
        {
            count++;
            if (!PhpValue.IsString(command.Value) && count <= MaxCommands)
            {
                // The answer doesn't mention such a command.
                continue;
            }

            try
            {
                Add(command.Key, count > MaxCommands
                    ? throw new RestException("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded")
                    : RunOne(command.Value!.GetValue<string>()));
            }
            catch (RestException refused)
            {
                results["error"]![command.Key] = new JsonObject { ["error"] = refused.Code, ["error_description"] = refused.Message };
                if (halts)
                {
                    break;
                }
            }
        }

        return new JsonObject
        {
            ["result"] = Listed("result"),
            ["result_error"] = Listed("error"),
            ["result_total"] = Listed("total"),
            ["result_next"] = Listed("next"),
            ["result_time"] = Listed("time"),
        };
    }

    private JsonObject RunOne(string command)
    {
        // An unescaped # ends the command, as in any address.
        PhpUrl? address = PhpUrl.Parse(command);
        string name = address?.Path ?? "";
        JsonObject parameters = BatchReferences.Resolve(PhpQuery.Parse(address?.Query ?? ""), results);
        parameters = SecurityFilter.Clean(parameters)!.AsObject();
        if (name.ToLowerInvariant() is MethodTable.Batch or "download" or "upload")
        {
            throw new RestException("ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
        }

        RestMethod method = MethodTable.Find(name) ?? throw new RestException("ERROR_METHOD_NOT_FOUND", "Method not found!");
        CallerAuthorization.RequireScope(credential, method.Scope);
        CallerAuthorization.RemoveReserved(parameters);

        // The portal counts the commands in a webhook's batch separately from plain calls, because they have no webhook ID.
        string loadKey = LoadLimiter.Key(method.Name, credential.IsOAuth) + (credential.IsOAuth ? "" : ":batch");
        return runner.Run(method, name, parameters, credential, loadKey);
    }

    private void Add(string key, JsonObject envelope)
    {
        foreach (string member in (ReadOnlySpan<string>)["result", "total", "next", "time"])
        {
            if (envelope.Remove(member, out JsonNode? value))
            {
                results[member]![key] = value;
            }
        }

        if (PhpValue.IsTrue(envelope["error"]))
        {
            results["error"]![key] = envelope;
        }
    }

    /// <summary>Returns a list if the keys are 0..n-1, as they are for an empty map.</summary>
    private JsonNode Listed(string member)
    {
        results.Remove(member, out JsonNode? map);
        return PhpValue.AsList(map!.AsObject());
    }

    private static JsonNode? Find(JsonObject parameters, string name) =>
        parameters.LastOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
