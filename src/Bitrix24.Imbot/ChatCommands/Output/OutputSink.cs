using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>
/// Collects what a function gives, and hands it on in portions: a second after the first object of a portion, and at the end. Objects are made into text on the
/// thread of the run, because their properties can be scripts of its runspace; while that thread is busy, only what has no such properties is handed on.
/// </summary>
internal sealed class OutputSink
{
    /// <summary>Objects at most; a stream without end is stopped.</summary>
    public const int MaxObjects = 5000;

    private static readonly TimeSpan Portion = TimeSpan.FromSeconds(1);

    private readonly PreparedRunspace prepared;
    private readonly SecretMask mask;
    private readonly IClock clock;
    private readonly object gate = new();
    private readonly Action<OutputPortion> show;
    private readonly Action stop;
    private readonly List<PSObject> pending = [];
    private TimeSpan since;
    private int portion;
    private int count;
    private bool wasFlushed;

    /// <param name="prepared">The runspace of the run.</param>
    /// <param name="mask">Takes secrets out of what is shown.</param>
    /// <param name="clock">Time.</param>
    /// <param name="show">Takes a portion.</param>
    /// <param name="stop">Stops the run, which gives too much.</param>
    public OutputSink(PreparedRunspace prepared, SecretMask mask, IClock clock, Action<OutputPortion> show, Action stop)
    {
        this.prepared = prepared;
        this.mask = mask;
        this.clock = clock;
        this.show = show;
        this.stop = stop;
    }

    /// <summary>Whether the function gave anything.</summary>
    public bool HasOutput => count > 0;

    /// <summary>Whether it was stopped because it gave too much.</summary>
    public bool IsCut { get; private set; }

    /// <summary>On the run's thread, inside its pipeline.</summary>
    public void Add(PSObject item)
    {
        if (IsCut)
        {
            return;
        }

        if (++count > MaxObjects)
        {
            IsCut = true;
            stop();
            return;
        }

        if (pending.Count > 0 && clock.Elapsed - since >= Portion)
        {
            Flush(RunspaceMode.CurrentRunspace);
        }

        lock (gate)
        {
            if (pending.Count == 0)
            {
                since = clock.Elapsed;
                _ = FlushLaterAsync(++portion);
            }

            pending.Add(item);
        }
    }

    /// <summary>On the run's thread, when its pipeline has ended.</summary>
    public void Finish() => Flush(RunspaceMode.NewRunspace);

    private void Flush(RunspaceMode mode)
    {
        PSObject[] items;
        bool isWhole;
        lock (gate)
        {
            items = [.. pending];
            pending.Clear();
            portion++;
            isWhole = mode == RunspaceMode.NewRunspace && !wasFlushed;
            wasFlushed = true;
        }

        if (items.Length == 0)
        {
            return;
        }

        SecretValues.TeachFrom(items, mask);
        Attachment? card = items.Length == 1 && !isWhole ? null : prepared.Inside(() => ObjectCard.Of(items, mask));
        OutputPortion shown = new(card is null ? mask.Hide(TextOf(items, mode)) : string.Empty, card);
        lock (gate)
        {
            show(shown);
        }
    }

    /// <summary>The run gives nothing more for a second: people see what it gave so far.</summary>
    private async Task FlushLaterAsync(int begun)
    {
        await clock.DelayAsync(Portion, CancellationToken.None).ConfigureAwait(false);
        lock (gate)
        {
            if (begun == portion && InertOutput.TryShow(pending, mask) is { } shown)
            {
                pending.Clear();
                portion++;
                wasFlushed = true;
                show(shown);
            }
        }
    }

    private string TextOf(PSObject[] items, RunspaceMode mode)
    {
        if (items.All(item => item.BaseObject is string))
        {
            return string.Join("\n", items.Select(item => RunText.Plain((string)item.BaseObject)));
        }

        using PowerShell shell = PowerShell.Create(mode);
        if (mode == RunspaceMode.NewRunspace)
        {
            shell.Runspace = prepared.Runspace;
        }

        shell.AddCommand(prepared.Formatter).AddParameter("Width", ChatRawUserInterface.Width);
        string text = string.Concat(shell.Invoke(items).Select(item => item?.ToString()));
        return string.Join("\n", RunText.Plain(text.Replace("\r", string.Empty)).Split('\n').Select(line => line.TrimEnd())).Trim('\n');
    }
}
