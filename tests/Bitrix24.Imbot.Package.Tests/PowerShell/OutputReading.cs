using System.Text;

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>Collects the output of a process. If a grandchild keeps the pipe open after its end, this is reported without waiting.</summary>
internal sealed class OutputReading
{
    private static readonly TimeSpan TimeForTheRest = TimeSpan.FromSeconds(5);
    private readonly StringBuilder collected = new();
    private readonly Task reading;

    public OutputReading(StreamReader reader)
    {
        reading = ReadAsync(reader);
    }

    public async Task<string> EndAsync()
    {
        Task first = await Task.WhenAny(reading, Task.Delay(TimeForTheRest));
        lock (collected)
        {
            return first == reading
                ? collected.ToString()
                : $"{collected}{Environment.NewLine}(The output was not closed: a process that was started here is still running.)";
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        char[] buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            lock (collected)
            {
                collected.Append(buffer, 0, count);
            }
        }
    }
}
