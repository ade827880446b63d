using System.Diagnostics;
using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Output;

/// <summary>
/// Collects what a function gives, and hands it on in portions: when the function gives something after a second, and at its end. Objects are made into text on the
/// thread of the run, because their properties can be scripts of its runspace.
/// </summary>
internal sealed class OutputSink
{
    /// <summary>Objects at most; a stream without end is stopped.</summary>
    public const int MaxObjects = 5000;

    private static readonly TimeSpan Portion = TimeSpan.FromSeconds(1);

    private readonly PreparedRunspace prepared;
    private readonly Action<OutputPortion> show;
    private readonly Action stop;
    private readonly List<PSObject> pending = [];
    private readonly Stopwatch since = new();
    private int count;
    private bool wasFlushed;

    /// <param name="prepared">The runspace of the run.</param>
    /// <param name="show">Takes a portion.</param>
    /// <param name="stop">Stops the run, which gives too much.</param>
    public OutputSink(PreparedRunspace prepared, Action<OutputPortion> show, Action stop)
    {
        this.prepared = prepared;
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

        if (pending.Count > 0 && since.Elapsed >= Portion)
        {
            Flush(RunspaceMode.CurrentRunspace);
        }

        if (pending.Count == 0)
        {
            since.Restart();
        }

        pending.Add(item);
    }

    /// <summary>On the run's thread, when its pipeline has ended.</summary>
    public void Finish() => Flush(RunspaceMode.NewRunspace);

    private void Flush(RunspaceMode mode)
    {
        if (pending.Count == 0)
        {
            return;
        }

        PSObject[] items = [.. pending];
        pending.Clear();
        Attachment? card = items.Length == 1 && !wasFlushed && mode == RunspaceMode.NewRunspace ? prepared.Inside(() => ObjectCard.Of(items[0])) : null;
        wasFlushed = true;
        show(new OutputPortion(TextOf(items, mode), card));
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
