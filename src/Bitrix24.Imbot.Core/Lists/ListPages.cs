using System.Globalization;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Lists;

/// <summary>
/// Reads a list page by page. The first page is a separate call. If its answer contains the total, the next pages are read in batches of 50, unless a
/// batch could change the parameters. Holds the pages of only one request at a time. Not thread-safe.
/// </summary>
public sealed class ListPages
{
    private readonly Func<JsonMap, CancellationToken, Task<PortalAnswer>> call;
    private readonly Func<CancellationToken, CommandBatches> openBatch;
    private readonly ApiMethod method;
    private readonly JsonMap parameters;
    private readonly ListPlace place;
    private readonly bool goesInBatches;
    private readonly Queue<Task<CommandOutcome>> planned = [];
    private long? position;
    private bool isFirst = true;
    private long size;
    private long total;
    private B24Exception? failure;

    internal ListPages(
        ApiMethod method,
        JsonMap parameters,
        Func<JsonMap, CancellationToken, Task<PortalAnswer>> call,
        Func<CancellationToken, CommandBatches> openBatch)
    {
        this.method = method;
        this.parameters = parameters;
        this.call = call;
        this.openBatch = openBatch;
        place = new ListPlace(method);
        position = StartOf(parameters);
        goesInBatches = place.IsClassic && method.IsBatchable && UnchangedInBatch.Are(parameters);
    }

    /// <summary>Total number of items; null if the portal doesn't specify it.</summary>
    public long? Total => total > 0 ? total : null;

    /// <summary>The items of the next page; null after the last page.</summary>
    /// <exception cref="B24Exception">
    /// Any failure. <see cref="PortalErrors.ListNotFollowed"/> if the answer doesn't lead to the next page.
    /// </exception>
    public async Task<IReadOnlyList<JsonElement>?> NextAsync(CancellationToken cancellation = default)
    {
        if (failure is not null)
        {
            throw failure;
        }

        if (planned.Count == 0 && position is null)
        {
            return null;
        }

        if (planned.Count == 0 && goesInBatches && (total - position) / (double)Math.Max(size, 1) > 1)
        {
            PlanBatch(position!.Value, cancellation);
        }

        return planned.Count > 0 ? await NextPlannedAsync().ConfigureAwait(false) : await NextSingleAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<JsonElement>> NextSingleAsync(CancellationToken cancellation)
    {
        long start = position!.Value;
        PortalAnswer answer = await call(isFirst && start == 0 ? parameters : At(start), cancellation).ConfigureAwait(false);
        isFirst = false;
        IReadOnlyList<JsonElement> items = place.ItemsOf(answer.Result);
        position = place.NextOf(answer, start, items.Count);
        if (position <= start)
        {
            throw Unfollowable($"According to the answer to {method}, the page after {start} begins at {position}.");
        }

        size = position - start ?? size;
        total = answer.Total ?? 0;
        if (position is null && ListPlace.SaysThatThereIsMore(answer.Result))
        {
            failure = Unfollowable($"There are more items, but the answer to {method} does not specify where the next page starts.");
        }

        return items;
    }

    private void PlanBatch(long start, CancellationToken cancellation)
    {
        CommandBatches batch = openBatch(cancellation);
        for (int count = 0; count < BatchLimits.MaxCommands && start < total; count++, start += size)
        {
            planned.Enqueue(batch.Add(new BatchCommand($"page{start.ToString(CultureInfo.InvariantCulture)}", method, At(start))));
        }

        batch.SendWaiting();
        position = start;
    }

    private async Task<IReadOnlyList<JsonElement>> NextPlannedAsync()
    {
        CommandOutcome outcome = await planned.Dequeue().ConfigureAwait(false);
        if (outcome.Error is { } error)
        {
            failure = error;
            throw error;
        }

        IReadOnlyList<JsonElement> items = place.ItemsOf(outcome.Result);
        if (planned.Count == 0 && position >= total && items.Count < size)
        {
            // If the last page is full, more items may have been added since.
            position = null;
        }

        return items;
    }

    private JsonMap At(long start)
    {
        JsonMap page = parameters.Copy();
        page[place.Parameter] = start;
        return page;
    }

    private long StartOf(JsonMap given)
    {
        if (!given.TryGet(place.Parameter, out object? value) || value is null)
        {
            return 0;
        }

        return long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out long start)
            ? start
            : throw Unfollowable($"{ShownInput.Quote(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty)} is not a valid start of a page. With a negative start, the portal returns no total to calculate the next page from.");
    }

    private B24Exception Unfollowable(string message) => new(PortalErrors.ListNotFollowed, message) { Method = method.Name };
}
