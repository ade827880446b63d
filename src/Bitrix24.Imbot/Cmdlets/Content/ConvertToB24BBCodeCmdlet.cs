using System.Collections;
using System.Globalization;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text.Markdown;

namespace Bitrix24.Imbot.Cmdlets.Content;

/// <summary>Converts Markdown to Bitrix24 BB code. Nothing is sent.</summary>
[Cmdlet(VerbsData.ConvertTo, "B24BBCode", HelpUri = OnlineHelp.Pages + "ConvertTo-B24BBCode.html")]
[OutputType(typeof(string))]
public sealed class ConvertToB24BBCodeCmdlet : B24Cmdlet
{
    private MarkdownOptions options = MarkdownOptions.None;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [TextArgument]
    [AllowEmptyString]
    [AllowNull]
    public string? Markdown { get; set; }

    [Parameter]
    [ValidateNotNull]
    public IDictionary? Mention { get; set; }

    [Parameter]
    public SwitchParameter AllowMentionLink { get; set; }

    [Parameter]
    [ValidateRange(ShortenedText.MinLimit, MessageText.MaxLength)]
    public int? MaximumLength { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        options = new MarkdownOptions
        {
            AllowMentionLinks = AllowMentionLink,
            Mentions = Demand(Mention, Mentions),
        };
    }

    protected override void ProcessRecord()
    {
        string text = MarkdownConverter.ToBBCode(Markdown, options);
        WriteObject(MaximumLength is { } limit ? ShortenedText.Shorten(text, limit) : text);
    }

    private Dictionary<string, MentionTarget> Mentions()
    {
        Dictionary<string, MentionTarget> mentions = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in Mention ?? new Hashtable())
        {
            string name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty;
            object? id = Unwrapped.From(entry.Value);
            mentions[name.TrimStart('@')] = MentionTarget.ForUser(Convert.ToString(id, CultureInfo.InvariantCulture));
        }

        return mentions;
    }
}
