using System.Diagnostics;
using Bitrix24.Imbot.Core.Files;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>Shows the progress of a file transfer that takes longer than half a second.</summary>
internal sealed class TransferDisplay(SafeOutputCmdlet cmdlet, string activity) : IProgress<TransferProgress>
{
    private const int ProgressId = 25;

    private static readonly TimeSpan WorthShowing = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.2);

    private readonly CallMessages messages = cmdlet.Messages;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan next = WorthShowing;
    private bool isShown;

    public void Report(TransferProgress value)
    {
        if (watch.Elapsed < next)
        {
            return;
        }

        next = watch.Elapsed + Step;
        isShown = true;
        ProgressRecord record = new(ProgressId, activity, value.Total is { } all ? $"{InMegabytes(value.Done)} of {InMegabytes(all)} MB" : $"{InMegabytes(value.Done)} MB");
        if (value.Total is { } total and > 0)
        {
            record.PercentComplete = (int)(value.Done * 100 / total);
            record.SecondsRemaining = value.Done == 0 ? -1 : (int)(watch.Elapsed.TotalSeconds * (total - value.Done) / value.Done);
        }

        messages.ShowProgress(record);
    }

    /// <summary>Sends or downloads the file, and removes the progress display.</summary>
    public T Around<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        finally
        {
            if (isShown && !cmdlet.Stopping)
            {
                cmdlet.WriteProgress(new ProgressRecord(ProgressId, activity, "Done") { RecordType = ProgressRecordType.Completed });
            }
        }
    }

    private static string InMegabytes(long bytes) => (bytes / 1048576.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}
