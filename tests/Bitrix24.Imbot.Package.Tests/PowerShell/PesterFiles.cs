namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The Pester files: those with time limits, and those that always run on the Desktop build.</summary>
internal static class PesterFiles
{
    // Most of their tests fail on a busy machine, because they have time limits or wait for other processes.
    private static readonly string[] KnownAsTimed = ["Batch", "ChatPending", "ChatRights", "Kill", "Listener", "Replies", "Runspaces", "Sessions", "StartBot", "TokenBlocks", "Watch"];

    // They wait most of the time, for example until the module abandons a handler that does not stop.
    private static readonly string[] KnownAsWaiting = ["Handlers", "Soak", "ScheduledTask", "Samples", "ChatCommandFaults", "Stopping", "ChatSchedules"];

    // The longest of the other files. The longest comes first, so that the two lanes end at about the same time.
    private static readonly string[] KnownAsLong =
    [
        "ChatCommands", "HelpExamples", "Secrets", "ChatKill", "ChatWays", "Help", "Conversions", "ChatLines", "Install", "Profiles", "Errors",
    ];

    // One file for each kind of code that differs between the builds: JSON, HTTP, tokens, files, events, views and errors.
    private static readonly string[] KnownAsDesktop = ["Files", "InvokeMethod", "Messages", "TokenBlocks", "Views", "Watch"];

    private static readonly string[] All = [.. RepositoryFiles.All()
        .Where(file => Path.GetDirectoryName(file) == BuildFacts.PesterFiles && file.EndsWith(".Tests.ps1", StringComparison.Ordinal))
        .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static readonly string[] TimedFiles = [.. All.Where(file => KnownAsTimed.Contains(file.Split('.')[0]))];

    private static readonly string[] WaitingFiles = [.. All.Where(file => KnownAsWaiting.Contains(file.Split('.')[0]))];

    private static readonly string[] Untimed = [.. All.Except(TimedFiles).Except(WaitingFiles).OrderBy(file => Array.IndexOf(KnownAsLong, file.Split('.')[0]) is var place and >= 0 ? place : int.MaxValue)];

    /// <summary>Whether the tests run at full size.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("B24_TEST_FULL") == "1";

    /// <summary>Every file on the Core build, and some of them on the Desktop build, or all with <c>B24_TEST_FULL=1</c>.</summary>
    public static TheoryData<string, string> Timed => Select(TimedFiles);

    /// <summary>The files that wait most of the time.</summary>
    public static TheoryData<string, string> Waiting => Select(WaitingFiles);

    /// <summary>Half of the files without time limits. The longest are distributed alternately, so that both halves take about as long.</summary>
    /// <param name="lane">0 or 1.</param>
    public static TheoryData<string, string> InLane(int lane) => Select([.. Untimed.Where((_, index) => (index + 1) / 2 % 2 == lane)]);

    private static TheoryData<string, string> Select(string[] files)
    {
        TheoryData<string, string> data = [];
        foreach (string file in files)
        {
            data.Add(Editions.Core, file);
            if (IsFull || KnownAsDesktop.Contains(file.Split('.')[0]))
            {
                data.Add(Editions.Desktop, file);
            }
        }

        return data;
    }
}
