namespace Bitrix24.Imbot.Emulator.Recording;

/// <summary>The requests to /rest and /oauth, in order of arrival. Safe to use from many threads.</summary>
public sealed class RequestLog
{
    private readonly Lock gate = new();
    private readonly List<RecordedRequest> requests = [];
    private int lastSequence;

    /// <summary>Gets a copy of the log. A request is logged when it arrives, and its status is set before the caller receives the answer.</summary>
    public IReadOnlyList<RecordedRequest> Snapshot()
    {
        lock (gate)
        {
            return [.. requests];
        }
    }

    /// <summary>Removes all requests and restarts the numbers with 1.</summary>
    public void Clear()
    {
        lock (gate)
        {
            requests.Clear();
            lastSequence = 0;
        }
    }

    internal IReadOnlyList<RecordedRequest> Newest(int count)
    {
        lock (gate)
        {
            return [.. requests.TakeLast(count)];
        }
    }

    internal RecordedRequest Begin(RecordedRequest request)
    {
        lock (gate)
        {
            RecordedRequest numbered = request with { Sequence = ++lastSequence };
            requests.Add(numbered);
            return numbered;
        }
    }

    internal RecordedRequest Replace(RecordedRequest current, RecordedRequest replacement)
    {
        lock (gate)
        {
            int index = current.Sequence - 1;
            if (index < requests.Count && ReferenceEquals(requests[index], current))
            {
                requests[index] = replacement;
            }

            return replacement;
        }
    }
}
