using System.Text;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Collects the lines that a run shows, and sends them together: a second after the first one, or when something else is shown.</summary>
internal sealed class LineBuffer
{
    /// <summary>Characters of all lines of a run.</summary>
    private const int Max = 60000;

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly IClock clock;
    private readonly Action<string> send;
    private readonly object gate = new();
    private readonly StringBuilder pending = new();
    private int length;

    public LineBuffer(IClock clock, Action<string> send)
    {
        this.clock = clock;
        this.send = send;
    }

    /// <summary>Whether a part was left out.</summary>
    public bool IsFull { get; private set; }

    public void Add(string text, bool endsLine)
    {
        bool isFirst;
        lock (gate)
        {
            if (IsFull || (length += text.Length + 1) > Max)
            {
                IsFull = true;
                return;
            }

            isFirst = pending.Length == 0;
            pending.Append(text);
            if (endsLine)
            {
                pending.Append('\n');
            }
        }

        if (isFirst)
        {
            _ = FlushLaterAsync();
        }
    }

    public void Flush()
    {
        lock (gate)
        {
            string text = pending.ToString().TrimEnd();
            pending.Clear();
            if (text.Length > 0)
            {
                send(text);
            }
        }
    }

    private async Task FlushLaterAsync()
    {
        await clock.DelayAsync(Delay, CancellationToken.None).ConfigureAwait(false);
        Flush();
    }
}
