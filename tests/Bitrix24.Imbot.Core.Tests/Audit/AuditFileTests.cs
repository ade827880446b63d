using System.Runtime.Versioning;
using Bitrix24.Imbot.Core.Audit;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Core.Tests.Storage;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Audit;

/// <summary>An audit is complete, private, and never larger than permitted.</summary>
public sealed class AuditFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("b24-audit-").FullName;
    private readonly FakeClock clock = new();
    private readonly List<string> warnings = [];

    private string Path => System.IO.Path.Combine(folder, "bot.audit.jsonl");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_line_is_written_with_its_time_and_read_back()
    {
        Open().Append(new JsonMap
        {
            ["kind"] = "end", ["call"] = "c1", ["user"] = 17L, ["userName"] = "Anna", ["command"] = "Restart-App", ["line"] = "Restart-App -Name 'web'", ["schedule"] = null,
            ["parameters"] = new JsonMap { ["Name"] = "web" }, ["approvers"] = new long[] { 23 }, ["outcome"] = "completed", ["durationMs"] = 1500L, ["messages"] = new long[] { 5, 6 },
        });

        Assert.Equal(
            """{"time":"2026-11-22T12:00:00.000Z","kind":"end","call":"c1","user":17,"userName":"Anna","command":"Restart-App","line":"Restart-App -Name 'web'","parameters":{"Name":"web"},"approvers":[23],"outcome":"completed","durationMs":1500,"messages":[5,6]}""" + "\n",
            File.ReadAllText(Path));
        AuditEntry entry = Assert.Single(Read());
        Assert.Equal((clock.UtcNow, "end", "c1", 17L, "Restart-App"), (entry.Time!.Value.ToUniversalTime(), entry.Kind, entry.CallId, entry.UserId, entry.Command));
        Assert.Equal(("web", 23L, "completed", TimeSpan.FromSeconds(1.5)), (entry.Parameters["Name"], Assert.Single(entry.Approver), entry.Outcome, entry.Duration));
        Assert.Equal([5L, 6L], entry.SentMessageId);
        Assert.Null(entry.Schedule);
        Assert.Empty(entry.Extra);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_first_entry_creates_the_file_which_only_its_owner_can_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        AuditFile file = Open();
        Assert.False(File.Exists(Path));
        file.Append(new JsonMap { ["kind"] = "start" });
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_file_that_exceeds_the_maximum_length_is_rotated_without_losing_entries()
    {
        AuditFile file = Open(new AuditOptions { MaxLength = 300 });
        for (int number = 0; number < 20; number++)
        {
            file.Append(new JsonMap { ["kind"] = "start", ["call"] = $"call {number}" });
        }

        Assert.InRange(Directory.GetFiles(folder, "*.jsonl").Length, 4, 7);
        Assert.All(Directory.GetFiles(folder, "*.jsonl"), path => Assert.InRange(new FileInfo(path).Length, 1, 400));
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"call {number}"), Read().Select(entry => entry.CallId));
    }

    [Fact]
    public async Task An_old_file_is_rotated_and_rotated_files_are_deleted_after_a_year()
    {
        AuditFile file = Open();
        for (int month = 0; month < 24; month++)
        {
            file.Append(new JsonMap { ["kind"] = "start", ["call"] = $"month {month}" });
            await clock.DelayAsync(TimeSpan.FromDays(31), Cancellation);
        }

        // The last one, and those that were rotated within the last year.
        Assert.Equal(Enumerable.Range(11, 13).Select(month => $"month {month}"), Read().Select(entry => entry.CallId));
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task Only_entries_since_a_time_are_read()
    {
        AuditFile file = Open(new AuditOptions { MaxLength = 1 });
        for (int day = 0; day < 5; day++)
        {
            file.Append(new JsonMap { ["kind"] = "start", ["call"] = $"day {day}" });
            await clock.DelayAsync(TimeSpan.FromDays(1), Cancellation);
        }

        Assert.Equal(["day 3", "day 4"], AuditReader.Read(Path, clock.UtcNow - TimeSpan.FromDays(2), warnings.Add).Select(entry => entry.CallId));
    }

    [Fact]
    public void An_incomplete_line_is_skipped_with_a_warning_and_the_next_line_is_complete()
    {
        AuditFile file = Open();
        file.Append(new JsonMap { ["kind"] = "start" });
        File.AppendAllText(Path, """{"time":"2026-11-22T12:0""");
        file.Append(new JsonMap { ["kind"] = "end" });

        Assert.Equal(["start", "end"], Read().Select(entry => entry.Kind));
        Assert.Contains("Line 2", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_writers_of_one_file_lose_no_entries()
    {
        AuditOptions options = new() { MaxLength = 2000 };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            () =>
            {
                AuditFile file = new(Path, options, Core.Rest.SystemClock.Instance, warnings.Add);
                for (int number = 0; number < 25; number++)
                {
                    file.Append(new JsonMap { ["kind"] = "start", ["call"] = $"{writer}-{number}" });
                }
            },
            Cancellation)));

        Assert.Equal(100, Read().Select(entry => entry.CallId).Distinct().Count());
    }

    [Fact]
    public void A_full_disk_causes_an_error_and_leaves_no_incomplete_entry()
    {
        using FullDisk disk = FullDisk.Mount();
        AuditFile file = new(disk.PathOf("audit.jsonl"), new AuditOptions(), clock, warnings.Add);
        file.Append(new JsonMap { ["kind"] = "start" });
        disk.Fill();
        Assert.Equal(FunctionErrors.AuditNotWritten, Assert.Throws<B24Exception>(() => file.Append(new JsonMap { ["kind"] = "start", ["line"] = new string('x', 5000) })).Kind);
        disk.MakeRoom();
        file.Append(new JsonMap { ["kind"] = "end" });
        Assert.Equal(["start", "end"], AuditReader.Read(disk.PathOf("audit.jsonl"), null, warnings.Add).Select(entry => entry.Kind));
    }

    [Fact]
    public void Opening_fails_if_the_path_is_a_folder()
    {
        Directory.CreateDirectory(Path);
        Assert.Equal(FunctionErrors.AuditNotWritten, Assert.Throws<B24Exception>(() => Open()).Kind);
    }

    [Fact]
    public void Writing_fails_while_the_file_is_locked_and_works_afterward()
    {
        AuditFile file = Open();
        using (FileLock.TryAcquire(FileLock.GetLockPath(Path)))
        {
            Assert.Equal(FunctionErrors.AuditNotWritten, Assert.Throws<B24Exception>(() => file.Append(new JsonMap { ["kind"] = "start" })).Kind);
        }

        file.Append(new JsonMap { ["kind"] = "start" });
        Assert.Single(Read());
    }

    [Fact]
    public void Reading_fails_if_no_bot_has_written_an_audit() =>
        Assert.Equal(FileErrors.FileNotFound, Assert.Throws<B24Exception>(() => AuditReader.Read(Path, null, warnings.Add).ToArray()).Kind);

    private AuditFile Open(AuditOptions? options = null)
    {
        AuditFile file = new(Path, options ?? new AuditOptions(), clock, warnings.Add);
        file.Open();
        return file;
    }

    private AuditEntry[] Read() => [.. AuditReader.Read(Path, null, warnings.Add)];
}
