using System.Net;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed record Reply(HttpStatusCode Status, JsonNode Body)
{
    public JsonNode Result => Body["result"] ?? throw new InvalidOperationException($"No result in {Body.ToJsonString()}");

    public string? Error => (string?)Body["error"];

    public int Int(params ReadOnlySpan<string> path) => (int)At(path)!;

    public string? Text(params ReadOnlySpan<string> path) => (string?)At(path);

    public JsonNode? At(params ReadOnlySpan<string> path)
    {
        JsonNode? node = Result;
        foreach (string name in path)
        {
            node = node![name];
        }

        return node;
    }

    public void MustFail(string code, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        Assert.Equal((code, status), (Error, Status));
        Assert.Null(Body["result"]);
    }

    public Reply MustSucceed()
    {
        Assert.True(Status == HttpStatusCode.OK && Error is null, Body.ToJsonString());
        return this;
    }
}
