namespace Bitrix24.Imbot.Core.Messages;

/// <summary>The messages of one dialog that wait, in their order. While one or several of them are under way the others stay.</summary>
internal sealed class MessageLane
{
    private readonly Queue<WaitingMessage> messages = new();
    private int batchable;
    private bool isCut;

    public MessageLane(string dialogId)
    {
        DialogId = dialogId;
    }

    public string DialogId { get; }

    /// <summary>Whether messages of the dialog are under way.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Whether the lane is in line for sending.</summary>
    public bool IsOffered { get; set; }

    public bool HasMessages => messages.Count > 0;

    /// <summary>Messages that were counted as ready: those before the first that goes by itself.</summary>
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

    /// <summary>How many have become ready since the last question.</summary>
    public int NewlyReady()
    {
        int grown = batchable - ReadyCount;
        ReadyCount = batchable;
        return grown;
    }

    /// <summary>Moves messages that go with others to these, until they are <paramref name="max"/>. None is counted as ready any more.</summary>
    public void MoveTo(List<WaitingMessage> others, int max)
    {
        ReadyCount = 0;
        for (; batchable > 0 && others.Count < max; batchable--)
        {
            others.Add(messages.Dequeue());
        }
    }

    /// <summary>Takes the one at the front, which goes by itself, and counts those behind it.</summary>
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
