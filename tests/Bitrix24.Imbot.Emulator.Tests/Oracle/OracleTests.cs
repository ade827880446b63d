using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Emulator.Tests.Oracle;

/// <summary>
/// Every case of tests/Facts/oracle, asked over HTTP. A case that differs must be listed in docs/emulator.md with its reason, and a listed case
/// that agrees fails, so that the list stays true.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output) : EmulatorTest
{
    private static readonly Dictionary<string, (int Count, Func<OracleQuestions, OracleCase, Task<JsonNode>> Ask)> Families = new()
    {
        ["attachments"] = (163, (questions, entry) => questions.AttachmentAsync(entry.Input, entry.Portal)),
        ["base64"] = (35, (questions, entry) => questions.Base64Async(entry.Input)),
        ["batch-commands"] = (141, (questions, entry) => questions.BatchCommandAsync(entry.Input, entry.Portal)),
        ["batch-filter"] = (548, (questions, entry) => questions.BatchFilterAsync(entry.Input)),
        ["callback-urls"] = (22, (questions, entry) => questions.CallbackAddressAsync(entry.Input)),
        ["command-answers"] = (26, (questions, entry) => questions.Commands.AnswersAsync(entry.Input!["steps"]!.AsArray())),
        ["command-lines"] = (43, (questions, entry) => questions.Commands.LinesAsync(entry.Input)),
        ["command-titles"] = (33, (questions, entry) => questions.Commands.TitleAsync(entry.Input!.AsObject())),
        ["dialog-ids"] = (22, (questions, entry) => questions.DialogIdAsync(entry.Input)),
        ["field-names"] = (21, (questions, entry) => questions.FieldNameAsync((string)entry.Input!)),
        ["flags"] = (18, (questions, entry) => questions.FlagAsync(entry.Input)),
        ["idempotency-keys"] = (14, (questions, entry) => questions.IdempotencyKeyAsync(entry.Input)),
        ["keyboard-update"] = (22, (questions, entry) => questions.KeyboardUpdateAsync(entry.Input)),
        ["keyboards"] = (139, (questions, entry) => questions.KeyboardAsync(entry.Input)),
        ["mentions"] = (17, (questions, entry) => questions.MentionAsync(entry.Input)),
        ["parameter-binding"] = (346, (questions, entry) => questions.BindingAsync(entry.Input!, entry.Portal)),
        ["reaction-names"] = (11, (questions, entry) => questions.ReactionNameAsync(entry.Input)),
        ["reaction-sequences"] = (8, (questions, entry) => questions.ReactionSequenceAsync(entry.Input!["steps"]!.AsArray())),
        ["text-preparation"] = (31, (questions, entry) => questions.TextAsync(entry.Input)),
    };

    public static TheoryData<string> Names => [.. Families.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheEmulatorAnswersLikeThePortal(string family)
    {
        (int count, Func<OracleQuestions, OracleCase, Task<JsonNode>> ask) = Families[family];
        IReadOnlyList<OracleCase> cases = OracleCase.Read(family);
        Assert.Equal(count, cases.Count);

        OracleQuestions questions = new(Http, Emulator.WebhookUri, new Uri(Emulator.Address, "emulator/"), Cancel);
        List<string> different = [];
        StringBuilder details = new();
        foreach (OracleCase entry in cases)
        {
            await questions.ResetAsync();
            JsonNode answer = await ask(questions, entry);
            if (!JsonNode.DeepEquals(answer, entry.Portal))
            {
                different.Add(entry.Id);
                details.AppendLine($"{entry.Id} {Shown(entry.Input)}\n    portal   {Shown(entry.Portal)}\n    emulator {Shown(answer)}");
            }
        }

        output.WriteLine($"{family}: {cases.Count - different.Count} of {cases.Count} equal\n{details}");
        Assert.Equal(ExcusedCases.All.Keys.Where(id => cases.Any(entry => entry.Id == id)).Order(), different.Order());
    }

    [Fact]
    public void EveryFamilyIsTestedAndAtMostTwoPercentOfItsCasesAreExcused()
    {
        IEnumerable<string> files = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Facts", "oracle"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path)!);
        Assert.Equal(Families.Keys.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));

        HashSet<string> known = [.. Families.Keys.SelectMany(OracleCase.Read).Select(entry => entry.Id)];
        Assert.Equal(1660, known.Count);
        Assert.Empty(ExcusedCases.All.Keys.Except(known));
        Assert.All(Families, family =>
        {
            int excused = OracleCase.Read(family.Key).Count(entry => ExcusedCases.All.ContainsKey(entry.Id));
            Assert.True(excused * 50 <= family.Value.Count, $"{family.Key}: {excused} of {family.Value.Count} cases are excused.");
        });
    }

    [Fact]
    public void TheCountsInTheDocumentAreThoseOfTheTests()
    {
        foreach ((string family, (int count, _)) in Families)
        {
            int excused = OracleCase.Read(family).Count(entry => ExcusedCases.All.ContainsKey(entry.Id));
            Assert.Contains($"| {family} | {count} | {count - excused} |", ExcusedCases.Document, StringComparison.Ordinal);
        }

        Assert.Contains($"| all | 1,660 | {(1660 - ExcusedCases.All.Count).ToString("N0", CultureInfo.InvariantCulture)} |", ExcusedCases.Document, StringComparison.Ordinal);
    }

    private static string Shown(JsonNode? node)
    {
        string text = node?.ToJsonString() ?? "null";
        return text.Length > 500 ? text[..500] + "..." : text;
    }
}
