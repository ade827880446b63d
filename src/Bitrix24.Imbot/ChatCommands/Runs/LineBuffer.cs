using System.Text;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Collects the lines of a run and sends them together: one second after the first line, or before other output.</summary>
internal sealed class LineBuffer(IClock clock, Action<string> send)
{
    /// <summary>The maximum number of characters of a run.</summary>
    private const int MaxLength = 60000;

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
    private readonly StringBuilder pending = new();
    private int length;

    public bool IsFull { get; private set; }

    public void Add(string text, bool endsLine)
    {
        bool isFirst;
        lock (gate)
        {
            if (IsFull || (length += text.Length + 1) > MaxLength)
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
