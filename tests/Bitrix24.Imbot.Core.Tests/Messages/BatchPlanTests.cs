using Bitrix24.Imbot.Core.Messages;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

/// <summary>Which messages share a request, and when they are sent. The portal delays its answers.</summary>
public sealed class BatchPlanTests
{
    private readonly HeldPortal portal = new();
    private readonly List<Task<SentMessage?>> results = [];

    [Theory]
    [InlineData(new[] { 45, 15 }, new[] { 45, 15 })]
    [InlineData(new[] { 30, 15, 15 }, new[] { 45, 15 })]
    [InlineData(new[] { 40, 11, 3 }, new[] { 40, 14 })]
    [InlineData(new[] { 40, 10, 3 }, new[] { 50, 3 })]
    [InlineData(new[] { 39, 15 }, new[] { 50, 4 })]
    [InlineData(new[] { 30, 30 }, new[] { 50, 10 })]
    [InlineData(new[] { 120 }, new[] { 50, 50, 20 })]
    public async Task A_dialog_is_split_across_requests_only_if_a_request_would_be_too_small(int[] dialogs, int[] wanted)
    {
        BatchedMessages batches = portal.Open();
        HeldPortal.Held first = await OccupyAsync(batches, dialogs.Length);
        for (int dialog = 0; dialog < dialogs.Length; dialog++)
        {
            Add(batches, dialog, dialogs[dialog]);
        }

        batches.Complete();
        first.Answer();
        List<int> sizes = [];
        while (sizes.Sum() < dialogs.Sum())
        {
            HeldPortal.Held request = await portal.NextAsync();
            sizes.Add(request.Count);
            request.Answer();
        }

        // Messages of different dialogs can be sent in any order.
        Assert.Equal(wanted, sizes.OrderDescending());
        await Task.WhenAll(results);
    }

    [Fact]
    public async Task Messages_that_waited_for_their_dialog_wait_for_others_only_briefly()
    {
        BatchedMessages batches = portal.Open();
        HeldPortal.Held first = await OccupyAsync(batches, 1);
        Add(batches, 0, 3);
        first.Answer();
        await Task.WhenAll(results.Take(1));

        await portal.PassAsync();
        await TheRestGoesAsync(3);
    }

    [Fact]
    public async Task Messages_that_did_not_fit_in_a_request_are_sent_after_it()
    {
        BatchedMessages batches = portal.Open();
        HeldPortal.Held first = await OccupyAsync(batches, 2);
        Add(batches, 0, 45);
        Add(batches, 1, 15);
        first.Answer();
        HeldPortal.Held most = await portal.NextAsync();
        Assert.Equal(45, most.Count);

        await portal.PassAsync();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(portal.HasNext);
        most.Answer();
        await TheRestGoesAsync(15);
    }

    /// <summary>Sends a message in each dialog without an answer, so that further messages wait.</summary>
    private async Task<HeldPortal.Held> OccupyAsync(BatchedMessages batches, int dialogs)
    {
        for (int dialog = 0; dialog < dialogs; dialog++)
        {
            Add(batches, dialog, 1);
        }

        await portal.PassAsync();
        HeldPortal.Held first = await portal.NextAsync();
        Assert.Equal(dialogs, first.Count);
        return first;
    }

    /// <summary>Checks that one request contains all remaining messages.</summary>
    private async Task TheRestGoesAsync(int count)
    {
        HeldPortal.Held rest = await portal.NextAsync();
        Assert.Equal(count, rest.Count);
        rest.Answer();
        await Task.WhenAll(results);
    }

    private void Add(BatchedMessages batches, int dialog, int count)
    {
        for (int number = 0; number < count; number++)
        {
            results.AddRange(batches.Add(new SendMessageRequest(456, $"chat{dialog + 1}", "Ordinary prose")));
        }
    }
}
