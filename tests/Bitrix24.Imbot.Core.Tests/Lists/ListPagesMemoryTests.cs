using Bitrix24.Imbot.Core.Lists;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Lists;

[Collection(nameof(MeasuredAlone))]
public sealed class ListPagesMemoryTests
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>The items of one batch take a few megabytes. All of them would take fifty.</summary>
    [Fact]
    public async Task A_hundred_thousand_items_are_read_with_the_memory_of_one_batch()
    {
        const int Total = 100_000;
        ListPortal portal = new(Total);
        ListPages pages = ListPagesTests.Pages(portal, "crm.deal.list", []);
        long before = ProcessMeasures.HeapSize();
        long most = 0;
        int items = 0;
        int number = 0;
        while (await pages.NextAsync(TestContext.Current.CancellationToken) is { } page)
        {
            items += page.Count;
            if (++number % 400 == 0)
            {
                most = Math.Max(most, ProcessMeasures.HeapSize() - before);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{items} items, {portal.Calls} calls, {portal.Batches} batches, {most / 1024} KB at most");
        Assert.Equal((Total, 2, 40), (items, portal.Calls, portal.Batches));
        Assert.InRange(most, long.MinValue, 8L * Megabyte);
    }
}
