using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>
/// Collects the output of a function and passes it on in portions: one second after the first object of a portion, and at the end. Objects are formatted on the
/// thread of the run, because their properties can be scripts of its runspace. While that thread is busy, only output without script properties is passed on.
/// </summary>
internal sealed class OutputSink(PreparedRunspace prepared, SecretMask mask, IClock clock, Action<OutputPortion> show, Action stop)
{
    /// <summary>The maximum number of objects. It stops endless output.</summary>
    public const int MaxObjects = 5000;

    private static readonly TimeSpan Portion = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
    private readonly List<PSObject> pending = [];
    private TimeSpan since;
    private int portion;
    private int count;
    private bool wasFlushed;

    public bool HasOutput => count > 0;

    /// <summary>Whether the run was stopped because it wrote too much.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Adds an object. Called on the thread of the run, inside its pipeline.</summary>
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

    /// <summary>Passes the rest on. Called on the thread of the run after its pipeline has ended.</summary>
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
        Attachment? card = items.Length == 1 && !isWhole ? null : prepared.Inside(() => ObjectCard.TryCreate(items, mask));
        OutputPortion shown = new(card is null ? mask.Hide(TextOf(items, mode)) : string.Empty, card);
        lock (gate)
        {
            show(shown);
        }
    }

    /// <summary>Shows the output so far if the run writes nothing for a second.</summary>
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
