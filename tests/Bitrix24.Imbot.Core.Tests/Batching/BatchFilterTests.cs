using System.Text.Json;
using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Tests.Contract;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Batching;

/// <summary>Texts in a batch, recorded from a real portal's filter. A text that the filter changes must not count as safe.</summary>
public sealed class BatchFilterTests
{
    private const int Texts = 20_000;

    /// <summary>The pairs of words that the portal splits, with anything between them, and the words that it always splits.</summary>
    private static readonly (string First, string Second)[] Pairs =
    [
        ("union", "select"), ("select", "from"), ("from", "where"), ("from", "limit"), ("update", "set"), ("insert", "value"), ("insert", "set"),
        ("insert", "select"), ("insert", "into"), ("into", "outfile"), ("into", "dumpfile"),
        ("alter", "table"), ("create", "table"), ("drop", "table"), ("alter", "view"), ("create", "index"), ("drop", "event"),
    ];

    private static readonly string[] Words =
    [
        "Deployment", "of", "main", "rate", "reached", "the", "отчёт", "5", "10.0.0.5", "done", "limit", "from", "FROM", "Limit", "where", "select", "set", "value",
        "values", "into", "insert", "update", "union", "table", "drop", "create", "alter", "view", "index", "event", "unlimited", "inform", "report", "и", "ok",
    ];

    private static readonly string[] Gaps = [" ", ", ", ": ", "\n", ". ", " - ", "-", "! "];

    [Fact]
    public void No_recorded_text_that_the_filter_changes_is_batchable()
    {
        IReadOnlyList<JsonElement> cases = Oracle.Cases("batch-filter");
        string[] altered =
        [
            .. cases.Where(item => TextOf(item) is { } text && (BatchableText.IsUnchanged(text) || BatchableText.IsUnchangedName(text)) && !IsKept(item, text)).Select(item => item.GetProperty("id").GetString()!),
        ];

        Assert.Equal(548, cases.Count);
        Assert.Empty(altered);
        Assert.InRange(cases.Count(item => TextOf(item) is { } text && BatchableText.IsUnchanged(text)), 60, int.MaxValue);
    }

    [Theory]
    [InlineData("Deployment from main: rate limit reached", false)]
    [InlineData("Requests FROM 10.0.0.5\nare over the Limit", false)]
    [InlineData("The limit is far from reached", true)]
    public void Filtered_word_pairs_count_in_their_order(string text, bool isUnchanged) => Assert.Equal(isUnchanged, BatchableText.IsUnchanged(text));

    [Fact]
    public void No_generated_text_with_a_filtered_word_pair_is_batchable()
    {
        int seed = TestSize.Seed;
        Random chance = new(seed);
        int batchable = 0;
        for (int number = 0; number < Texts; number++)
        {
            string text = string.Concat(Enumerable.Range(0, chance.Next(2, 9)).Select(_ => Words[chance.Next(Words.Length)] + Gaps[chance.Next(Gaps.Length)]));
            bool isUnchanged = BatchableText.IsUnchanged(text);
            batchable += isUnchanged ? 1 : 0;
            Assert.False(isUnchanged && Array.Exists(Pairs, pair => IsBroken(text, pair)), $"Seed {seed}, text {number}: {text}");
        }

        Assert.InRange(batchable, Texts / 100, Texts);
    }

    private static bool IsBroken(string text, (string First, string Second) pair) =>
        Regex.IsMatch(text, $@"(?<![a-z0-9_.-]){pair.First}(?![a-z_]).*(?<![a-z]){pair.Second}", RegexOptions.IgnoreCase | RegexOptions.Singleline);

    private static string? TextOf(JsonElement item) => item.GetProperty("input") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static bool IsKept(JsonElement item, string text) =>
        item.GetProperty("portal").TryGetProperty("text", out JsonElement stored) && stored.GetString() == text.Trim();
}
