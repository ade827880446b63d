using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text.Markdown;

namespace Bitrix24.Imbot.Commands;

/// <summary>Makes of Markdown what the messenger shows. Nothing is sent.</summary>
[Cmdlet(VerbsData.ConvertTo, "B24BBCode")]
[OutputType(typeof(string))]
public sealed class ConvertToB24BBCodeCommand : B24Command
{
    private MarkdownOptions options = MarkdownOptions.None;

    /// <summary>The Markdown. Several objects from the pipeline are several texts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [TextArgument]
    [AllowEmptyString]
    [AllowNull]
    public string? Markdown { get; set; }

    /// <summary>Names that the text mentions with an @ before them, and the ids of these users; the id all is everybody in the chat.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Mention { get; set; }

    /// <summary>Makes mentions of links to user:17, user:all and chat:5. Not for text that others wrote.</summary>
    [Parameter]
    public SwitchParameter AllowMentionLink { get; set; }

    /// <summary>Cuts the result to this many characters.</summary>
    [Parameter]
    [ValidateRange(ShortenedText.MinLimit, MessageText.MaxLength)]
    public int? MaximumLength { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        options = new MarkdownOptions
        {
            AllowMentionLinks = AllowMentionLink,
            Mentions = Demand(Mention, Mentions),
        };
    }

    /// <inheritdoc />
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
            object? id = Unwrapped.Of(entry.Value);
            mentions[name.TrimStart('@')] = MentionTarget.ForUser(Convert.ToString(id, CultureInfo.InvariantCulture));
        }

        return mentions;
    }
}
