using System.Text.Json;
using System.Threading.Channels;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

/// <summary>The visible messages of a dialog without a network, and a clock that is stopped until a test ends a pause.</summary>
internal sealed class WatchedDialog : IRequestSender, IClock
{
    private readonly Channel<(TimeSpan Time, TaskCompletionSource End)> pauses = Channel.CreateUnbounded<(TimeSpan, TaskCompletionSource)>();
    private readonly Dictionary<string, long> keys = [];
    private readonly Lock gate = new();

    /// <summary>The messages by ID.</summary>
    public SortedDictionary<long, string> Shown { get; } = [];

    /// <summary>The requests in order: S for a new message, E for an edit, and D for a removal.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Fails requests. The second exception is thrown after the request was executed.</summary>
    public Func<int, (B24Exception? Before, B24Exception? After)>? Fault { get; set; }

    public DateTimeOffset UtcNow => new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public TimeSpan Elapsed { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static B24Exception Lost => new(ConnectionErrors.ConnectionLost, "The answer was lost.") { Outcome = Outcome.Unknown };

    public static B24Exception Refused => new(PortalErrors.AccessDenied, "The bot is not in the chat.") { Outcome = Outcome.Refused };

    public Task<TResult> SendAsync<TResult>(PortalRequest<TResult> request, ICallObserver? observer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            Requests.Add(request switch { SendMessageRequest => "S", UpdateMessageRequest => "E", _ => "D" });
            (B24Exception? before, B24Exception? after) = Fault?.Invoke(Requests.Count) ?? default;
            if (before is not null)
            {
                throw before;
            }

            long id = Execute(request);
            return after is not null ? throw after : Task.FromResult(request.ReadResult(JsonSerializer.SerializeToElement(new { id, result = true })));
        }
    }

    public Task DelayAsync(TimeSpan time, CancellationToken cancellation)
    {
        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(pauses.Writer.TryWrite((time, end)));
        return end.Task.WaitAsync(cancellation);
    }

    /// <summary>Waits for the next pause. All work before the pause is then done.</summary>
    public async Task<TimeSpan> PausesAsync()
    {
        Assert.True(await pauses.Reader.WaitToReadAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        return pauses.Reader.TryPeek(out (TimeSpan Time, TaskCompletionSource) pause) ? pause.Time : throw new InvalidOperationException();
    }

    /// <summary>Ends the pause.</summary>
    public async Task PassAsync()
    {
        (TimeSpan time, TaskCompletionSource end) = await pauses.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Elapsed += time;
        end.SetResult();
    }

    private long Execute(object request)
    {
        JsonMap parameters = request switch
        {
            SendMessageRequest send => send.ToParameters(),
            UpdateMessageRequest update => update.ToParameters(),
            DeleteMessageRequest delete => delete.ToParameters(),
            _ => throw new NotSupportedException($"{request}"),
        };
        if (request is SendMessageRequest sent)
        {
            if (!keys.TryGetValue(sent.IdempotencyKey, out long known))
            {
                keys[sent.IdempotencyKey] = known = Shown.Count == 0 ? 100 : Shown.Keys.Max() + 1;
                Shown[known] = sent.Message ?? string.Empty;
            }

            return known;
        }

        long id = (long)parameters["messageId"]!;
        if (request is DeleteMessageRequest)
        {
            Shown.Remove(id);
        }
        else if (((JsonMap)parameters["fields"]!)["message"] is string text)
        {
            Shown[id] = text;
        }

        return id;
    }
}
