using Bitrix24.Imbot.Prose.Tests.Checking;

namespace Bitrix24.Imbot.Prose.Tests;

/// <summary>Each rule finds bad sentences, and ignores good ones.</summary>
public class RuleTests
{
    public static TheoryData<string, string> Bad => new()
    {
        { "is-no", "'chat0' is no dialog ID." },
        { "is-no", "By themselves they are no message." },
        { "nothing-but", "You need nothing but the SDK." },
        { "stands", "The commands work as they stand." },
        { "stands", "The old store stands beside the new one." },
        { "lies", "The file lies in the state folder." },
        { "lies", "The help that lies next to the module is read." },
        { "lower-case-id", "The id of the bot is missing." },
        { "behind", "Half a line stays behind the record." },
        { "besides", "Besides, a warning is shown." },
        { "for-good", "A handler failed for good." },
        { "for-ever", "The loop runs for ever." },
        { "whoever", "Whoever may run it presses the button." },
        { "whoever", "Somebody answered the question." },
        { "anew", "The token is read anew." },
        { "by-itself", "An expired token is refreshed by itself." },
        { "all-the-same", "The message arrives all the same." },
        { "shall", "The limit shall be raised." },
        { "is-to-be", "The command is to be shown to people." },
        { "mend", "Mend the handler and repeat." },
        { "slip", "A slip of the keyboard is an error." },
        { "blanks", "The portal cuts blanks at both ends." },
        { "hears", "The portal hears that the event is done." },
        { "also-when", "The text arrives once, also when the script runs twice." },
        { "else", "The session's own is used, else a random one." },
        { "give-back", "The cmdlet takes reactions of the bot back." },
        { "make-of", "The page shows what the module makes of it." },
        { "is-of", "The event is of a bot." },
        { "not-whole", "The webhook code is not whole." },
        { "holds-for", "The same holds for profiles." },
        { "holds-for", "What is said there holds here, too." },
        { "not-by-us", "Real portals were not run by us." },
        { "lines-to-paste", "It prints lines to paste." },
        { "machine's-portal", "The page shows the portal of this machine." },
        { "old-word", "The lock is released hence." },
        { "inverted-place", "Below the table stands a list of errors." },
        { "inverted-place", "In the second row comes the name." },
        { "inverted-of", "Of a refused call the line is recorded." },
        { "inverted-participle", "Known are: like, fire." },
        { "inverted-negative", "Nor does it prompt." },
        { "clause-subject", "What is done is confirmed." },
        { "clause-subject", "What was accepted stays on disk until it is done." },
        { "clause-where", "Where a rule can't be checked, the call is refused." },
        { "bare-verb", "Gives who is in a chat." },
        { "says-that", "Says that events are done." },
        { "a-thing", "The task says a thing once." },
        { "in-which-opener", "In which case the call fails." },
        { "length", string.Join(' ', Enumerable.Repeat("word", EnglishRules.MaxWords + 1)) + "." },
    };

    public static TheoryData<string> Good =>
    [
        "'chat0' is not a valid dialog ID.",
        "There is no default bot in this session.",
        "If there are no events, the answer is no longer cached.",
        "The letters OAuth stand for open authorization.",
        "The listener runs behind a reverse proxy.",
        "There is a good reason for good error messages.",
        "Someone else can read the file, or else the lock is released.",
        "What is a portal?",
        "The page describes what the module does.",
        "Where do I find the webhook?",
        "Gets the members of a chat.",
        "In the web chat, open a dialog.",
        "Makes the session the default session.",
        "Makes a session the default session.",
        "Of the other members, only the name is sent.",
        "If no one can be asked, the answer is no.",
        "There seems to be no answer.",
        "Where to show the button: in the chat, or in the list.",
        "No file was left behind, whatever the mode was.",
        "`One`, `Two`, `Three`, `Four`, `Five`, `Six`, `Seven`, `Eight`, `Nine`, `Ten`, `Eleven`, `Twelve`, `Thirteen`, `Fourteen`, `Fifteen`, `Sixteen`, `Seventeen`, `Eighteen`, `Nineteen`, `Twenty`, `More`, `Still`, `Other`, `Any`, `All`, `None`, `Each`, `Every`, `Some`, `Few`, `Many`, `Most`, `Least`, `Both`, `Neither`, and `Either` are values.",
        "Below the limit, the portal accepts all requests.",
        "Of 20 requests, 3 were refused.",
        "Run `is no` to test code in backticks, such as `stands behind`.",
        "Only administrators can change the settings.",
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_sentence_is_found(string rule, string text) =>
        Assert.Contains(rule, Check(text).Select(finding => finding.Rule));

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_sentence_passes(string text) => Assert.Empty(Check(text).Select(finding => finding.ToString()));

    [Fact]
    public void Every_rule_has_a_bad_sentence() =>
        Assert.Empty(EnglishRules.Phrases.Select(rule => rule.Name).Except(Bad.Select(row => row.Data.Item1)));

    [Fact]
    public void Russian_help_must_be_russian()
    {
        Assert.Equal(["untranslated"], Check("Specifies the dialog.", "docs/help/ru-RU/Get-B24Bot.md").Select(finding => finding.Rule));
        Assert.Empty(Check("Указывает диалог: `chatN` или ID пользователя.", "docs/help/ru-RU/Get-B24Bot.md"));
    }

    [Fact]
    public void A_word_with_letters_of_two_alphabets_is_found() =>
        Assert.Equal(["mixed-alphabet"], Check("Это \u0441hat пользователя.").Select(finding => finding.Rule));

    [Fact]
    public void A_long_russian_sentence_is_found() =>
        Assert.Equal(["length"], Check(string.Join(' ', Enumerable.Repeat("слово", RussianRules.MaxWords + 1)) + ".").Select(finding => finding.Rule));

    [Fact]
    public void A_finding_names_file_line_rule_and_sentence()
    {
        Finding finding = Assert.Single(ProseCheck.Check([new Reading.Prose("docs/ci.md", 7, "All is well.\nSomebody\nanswered. The end.")]));

        Assert.StartsWith("docs/ci.md:8: whoever: Somebody answered.", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_allows_its_sentence_only()
    {
        ProseException exception = Assert.Single(ProseException.Parse("| File | Rule | Words | Reason |\n| --- | --- | --- | --- |\n| `docs/*` | `whoever` | `Somebody answered` | A quotation. |\n"));

        Assert.True(exception.Allows(Assert.Single(Check("Somebody answered."))));
        Assert.False(exception.Allows(Assert.Single(Check("Somebody asked."))));
        Assert.False(exception.Allows(Assert.Single(Check("Somebody answered.", "src/a.cs"))));
    }

    private static Finding[] Check(string text, string file = "docs/ci.md") => [.. ProseCheck.Check([new Reading.Prose(file, 1, text)])];
}
