using System.Diagnostics;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>Shows the progress of reading a list, at most once per second.</summary>
internal sealed class ListProgress(SafeOutputCmdlet cmdlet, ApiMethod method)
{
    private const int ProgressId = 26;

    private static readonly TimeSpan ProgressStep = TimeSpan.FromSeconds(1);

    private readonly Stopwatch sinceShown = Stopwatch.StartNew();
    private long read;
    private bool isShown;

    /// <summary>Adds the items of a page.</summary>
    public void Show(int items, long? total)
    {
        read += items;
        if (sinceShown.Elapsed < ProgressStep)
        {
            return;
        }

        sinceShown.Restart();
        isShown = true;
        cmdlet.WriteProgress(new ProgressRecord(ProgressId, $"Reading {method}", total is null ? $"{read} items" : $"{read} of {total} items")
        {
            PercentComplete = total is > 0 and { } all ? (int)Math.Min(100, read * 100 / all) : -1,
        });
    }

    public void End()
    {
        if (isShown && !cmdlet.Stopping)
        {
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, $"Reading {method}", "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
