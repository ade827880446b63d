namespace Bitrix24.Imbot.Core.Messages;

/// <summary>The waiting messages of one dialog, in order. While some of them are being sent, the others wait.</summary>
internal sealed class MessageLane(string dialogId)
{
    private readonly Queue<WaitingMessage> messages = new();
    private int batchable;
    private bool isCut;

    public string DialogId { get; } = dialogId;

    public bool IsBusy { get; set; }

    /// <summary>Whether the lane is queued for sending.</summary>
    public bool IsOffered { get; set; }

    public bool HasMessages => messages.Count > 0;

    /// <summary>Number of messages counted as ready: those before the first one that needs a separate call.</summary>
    public int ReadyCount { get; private set; }

    public void Add(WaitingMessage message)
    {
        messages.Enqueue(message);
        if (message.IsBatchable && !isCut)
        {
            batchable++;
        }
        else
        {
            isCut = true;
        }
    }

    /// <summary>Number of messages that became ready since the last call.</summary>
    public int NewlyReady()
    {
        int grown = batchable - ReadyCount;
        ReadyCount = batchable;
        return grown;
    }

    /// <summary>
    /// Moves batchable messages to a list until it contains <paramref name="max"/> messages, and resets the number of ready messages.
    /// </summary>
    public void MoveTo(List<WaitingMessage> others, int max)
    {
        ReadyCount = 0;
        for (; batchable > 0 && others.Count < max; batchable--)
        {
            others.Add(messages.Dequeue());
        }
    }

    /// <summary>Removes the first message, which needs a separate call, and counts the batchable ones after it.</summary>
    public WaitingMessage DequeueSingle()
    {
        WaitingMessage alone = messages.Dequeue();
        batchable = messages.TakeWhile(message => message.IsBatchable).Count();
        isCut = batchable < messages.Count;
        return alone;
    }

    public void Cancel()
    {
        while (messages.Count > 0)
        {
            messages.Dequeue().Cancel();
        }

        batchable = 0;
        ReadyCount = 0;
        isCut = false;
    }
}
