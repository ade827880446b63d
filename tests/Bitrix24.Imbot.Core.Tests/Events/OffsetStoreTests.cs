using Bitrix24.Imbot.Core.Events;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>The file with the offset up to which events are done. It is readable after a kill at any moment, and belongs to one bot.</summary>
public sealed class OffsetStoreTests : IDisposable
{
    private static readonly Uri Portal = new("https://portal.example.com/");

    private readonly string folder = Directory.CreateTempSubdirectory("b24-offset-").FullName;

    private string StorePath => Path.Combine(folder, "bot.offset");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_stored_offset_is_read_again_and_never_decreases()
    {
        DateTimeOffset date = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);
        using (OffsetStore store = Open())
        {
            Assert.Null(store.Current);
            store.Advance(new OffsetSlot(7, date));
            store.Advance(new OffsetSlot(12, date));
            store.Advance(new OffsetSlot(9, date));
        }

        using OffsetStore again = Open();
        Assert.Equal((12, date), (again.Current!.Value.Offset, again.Current.Value.Date));
    }

    /// <summary>Two bots that use one store by different paths would handle the same events.</summary>
    [Fact]
    public void A_symbolic_link_and_its_target_are_the_same_store()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        string link = Path.Combine(folder, "link.offset");
        File.CreateSymbolicLink(link, StorePath);
        using OffsetStore linked = new(link, Portal, 456);
        linked.Open();
        linked.Advance(new OffsetSlot(7, null));

        Assert.Equal(nameof(EventErrors.OffsetStoreBusy), Assert.Throws<B24Exception>(Open).ErrorId);
        Assert.True(File.Exists(StorePath));
        Assert.False(linked.IsUnprotected);
    }

    /// <summary>A process that is killed while it writes leaves a damaged line. The other line still contains an offset.</summary>
    [Fact]
    public void A_partially_written_offset_leaves_the_previous_offset_readable()
    {
        Dictionary<long, byte[]> contents = [];
        using (OffsetStore store = Open())
        {
            for (long offset = 10; offset <= 14; offset++)
            {
                store.Advance(new OffsetSlot(offset, null));
                contents[offset] = File.ReadAllBytes(StorePath);
            }
        }

        for (long offset = 11; offset < 14; offset++)
        {
            byte[] before = contents[offset];
            byte[] after = contents[offset + 1];
            int[] changed = [.. Enumerable.Range(0, after.Length).Where(index => before[index] != after[index])];
            Assert.NotEmpty(changed);
            foreach (int cut in Enumerable.Range(changed[0], changed[^1] - changed[0] + 2))
            {
                File.WriteAllBytes(StorePath, [.. after[..cut], .. before[cut..]]);
                using OffsetStore store = Open();
                Assert.Contains(store.Current!.Value.Offset, new[] { offset, offset + 1 });
            }
        }
    }

    [Fact]
    public void A_store_that_is_in_use_cannot_be_opened_again()
    {
        using OffsetStore first = Open();
        B24Exception error = Assert.Throws<B24Exception>(Open);
        Assert.Equal(nameof(EventErrors.OffsetStoreBusy), error.ErrorId);
    }

    [Fact]
    public void A_store_that_cannot_be_written_causes_an_error_and_changes_no_file()
    {
        string path = Path.Combine(StorePath, "below-a-file.offset");
        File.WriteAllText(StorePath, "a file");
        OffsetStore store = new(path, Portal, 456);
        B24Exception error = Assert.Throws<B24Exception>(() =>
        {
            store.Open();
            store.Advance(new OffsetSlot(5, null));
        });
        Assert.Contains(error.ErrorId, new[] { nameof(EventErrors.OffsetStoreUnreadable), nameof(EventErrors.OffsetStoreNotWritten) });
        Assert.Equal("a file", File.ReadAllText(StorePath));
    }

    private OffsetStore Open()
    {
        OffsetStore store = new(StorePath, Portal, 456);
        store.Open();
        return store;
    }
}
