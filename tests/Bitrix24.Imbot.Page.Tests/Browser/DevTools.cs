using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Page.Tests.Browser;

/// <summary>The browser's DevTools protocol over one WebSocket: commands with their answers, and events by session.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private readonly ClientWebSocket socket;
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> waiting = [];
    private readonly Task reading;
    private int lastId;

    private DevTools(ClientWebSocket socket)
    {
        this.socket = socket;
        reading = ReadAsync();
    }

    /// <summary>Session, method and parameters of each event.</summary>
    public event Action<string?, string, JsonObject>? EventReceived;

    public static async Task<DevTools> ConnectAsync(Uri address, CancellationToken cancel)
    {
        ClientWebSocket socket = new();
        socket.Options.Proxy = null;
        await socket.ConnectAsync(address, cancel);
        return new DevTools(socket);
    }

    public async Task<JsonObject> CallAsync(string? session, string method, object? parameters, CancellationToken cancel)
    {
        int id = Interlocked.Increment(ref lastId);
        TaskCompletionSource<JsonObject> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        JsonObject command = new() { ["id"] = id, ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters ?? new { }) };
        if (session is not null)
        {
            command["sessionId"] = session;
        }

        await sending.WaitAsync(cancel);
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, true, cancel);
        }
        finally
        {
            sending.Release();
        }

        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(30), cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await reading;
        socket.Dispose();
        ending.Dispose();
        sending.Dispose();
    }

    private async Task ReadAsync()
    {
        Exception ended = new InvalidOperationException("The browser has ended.");
        try
        {
            while (await ReadMessageAsync() is JsonObject message)
            {
                Dispatch(message);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException)
        {
            ended = failure;
        }

        foreach (TaskCompletionSource<JsonObject> answer in waiting.Values)
        {
            answer.TrySetException(ended);
        }
    }

    private async Task<JsonObject?> ReadMessageAsync()
    {
        using MemoryStream whole = new();
        byte[] buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), ending.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(whole.ToArray())!.AsObject();
    }

    private void Dispatch(JsonObject message)
    {
        if ((string?)message["method"] is string method)
        {
            EventReceived?.Invoke((string?)message["sessionId"], method, message["params"]!.AsObject());
        }
        else if (waiting.TryRemove((int)message["id"]!, out TaskCompletionSource<JsonObject>? answer))
        {
            if (message["error"] is JsonNode error)
            {
                answer.TrySetException(new InvalidOperationException(error.ToJsonString()));
            }
            else
            {
                answer.TrySetResult(message["result"]!.AsObject());
            }
        }
    }
}
