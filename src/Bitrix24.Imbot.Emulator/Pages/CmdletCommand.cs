using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Recording;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>Converts a recorded request to a cmdlet of the module. The session adds the authorization.</summary>
internal static partial class CmdletCommand
{
    private const int MaxLine = 100;

    private static readonly string[] Authorization = ["botToken", "auth", "access_token", "AUTH_ID"];

    /// <summary>Creates the command. Returns null for a request that no cmdlet sends.</summary>
    public static string? Create(RecordedRequest entry, SecretMask mask)
    {
        string? type = entry.Headers.GetValueOrDefault("Content-Type");
        if (entry.Method.Length == 0 || IncomingRequest.IsMultipart(type))
        {
            return null;
        }

        JsonObject parameters = PhpQuery.Parse(entry.Query);
        JsonObject body = entry.HttpMethod == "POST" ? IncomingRequest.ParseBody(type, Encoding.UTF8.GetBytes(entry.Body)) : [];
        foreach (KeyValuePair<string, JsonNode?> pair in body)
        {
            parameters[pair.Key] = pair.Value?.DeepClone();
        }

        if (entry.Method == Fault.TokenEndpoint)
        {
            return parameters["grant_type"]?.ToString() == "refresh_token" ? "Update-B24Token" : null;
        }

        return entry.Method == "batch" ? Batch(parameters, mask) : Call(entry.Method, parameters, mask);
    }

    private static string? Call(string method, JsonObject parameters, SecretMask mask)
    {
        JsonObject shown = WithoutAuthorization(parameters);
        string name = $"Invoke-B24Method {(PlainName().IsMatch(method) ? method : Literal(method, mask))}";
        return !CanBeHashtable(shown) ? null : shown.Count == 0 ? name : $"{name} {Literal(shown, mask, 0)}";
    }

    /// <summary>Creates the calls of a batch, each with its key, method, and parameters.</summary>
    private static string? Batch(JsonObject parameters, SecretMask mask)
    {
        JsonArray calls = [];
        foreach (KeyValuePair<string, JsonNode?> command in PhpValue.AsMap(parameters["cmd"]) ?? [])
        {
            string[] parts = (PhpValue.Text(command.Value) ?? "").Split('?', 2);
            JsonObject call = new() { ["Key"] = command.Key, ["Method"] = parts[0] };
            if (parts.Length > 1 && WithoutAuthorization(PhpQuery.Parse(parts[1])) is { Count: > 0 } values)
            {
                call["Parameter"] = values;
            }

            calls.Add(call);
        }

        string halt = PhpValue.IsTrue(parameters["halt"]) ? " -Halt" : "";
        return CanBeHashtable(calls) ? $"Invoke-B24Batch{halt} {Literal(calls, mask, 0)}" : null;
    }

    private static JsonObject WithoutAuthorization(JsonObject parameters)
    {
        JsonObject rest = parameters.DeepClone().AsObject();
        foreach (JsonObject holder in (IEnumerable<JsonObject>)[rest, .. rest["fields"] is JsonObject fields ? (JsonObject[])[fields] : []])
        {
            foreach (string name in Authorization)
            {
                holder.Remove(name);
            }
        }

        return rest;
    }

    /// <summary>A hashtable literal can't contain names that differ only in letter case.</summary>
    private static bool CanBeHashtable(JsonNode? value) => value switch
    {
        JsonObject map => map.DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Count() == map.Count
            && map.All(pair => CanBeHashtable(pair.Value)),
        JsonArray list => list.All(CanBeHashtable),
        _ => true,
    };

    private static string Literal(JsonNode? value, SecretMask mask, int depth) => value switch
    {
        null => "$null",
        JsonObject map => Enclosed("@{", map.Select(pair => $"{Name(pair.Key, mask)} = {Literal(pair.Value, mask, depth + 1)}"), "}", "; ", depth),

        // Without the comma, PowerShell would unroll the inner list.
        JsonArray { Count: 1 } list when list[0] is JsonArray => Enclosed("@(", [$", {Literal(list[0], mask, depth + 1)}"], ")", ", ", depth),
        JsonArray list => Enclosed("@(", list.Select(item => Literal(item, mask, depth + 1)), ")", ", ", depth),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => "$true",
            JsonValueKind.False => "$false",
            JsonValueKind.String => Literal(value.GetValue<string>(), mask),
            _ => value.ToJsonString(),
        },
    };

    /// <summary>PowerShell treats typographic quotation marks like straight ones.</summary>
    private static string Literal(string text, SecretMask mask) => $"'{SingleQuote().Replace(mask.Hide(text), "$0$0")}'";

    private static string Name(string name, SecretMask mask) => PlainKey().IsMatch(name) ? name : Literal(name, mask);

    private static string Enclosed(string open, IEnumerable<string> items, string close, string separator, int depth)
    {
        string[] all = [.. items];
        string line = all.Length == 0 ? open + close : open == "@{" ? $"{open} {string.Join(separator, all)} {close}" : open + string.Join(separator, all) + close;
        if (line.Length <= MaxLine && !line.Contains('\n', StringComparison.Ordinal))
        {
            return line;
        }

        string indent = new(' ', 4 * (depth + 1));
        return $"{open}\n{string.Join(open == "@(" ? ",\n" : "\n", all.Select(item => indent + item))}\n{indent[4..]}{close}";
    }

    [GeneratedRegex(@"^[A-Za-z][\w.]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();

    [GeneratedRegex(@"^[A-Za-z_]\w*\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex PlainKey();

    [GeneratedRegex("['\u2018\u2019\u201A\u201B]")]
    private static partial Regex SingleQuote();
}
