using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Commands;

/// <summary>Makes a button for New-B24Keyboard, or a line break between buttons. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.New, "B24KeyboardButton", DefaultParameterSetName = LinkSet)]
[OutputType(typeof(KeyboardButton))]
public sealed class NewB24KeyboardButtonCommand : B24Command
{
    private const string LinkSet = "Link";
    private const string CommandSet = "Command";
    private const string ActionSet = "Action";
    private const string AppSet = "App";
    private const string NewLineSet = "NewLine";

    /// <summary>What is written on the button.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = LinkSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = CommandSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ActionSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = AppSet)]
    [TextArgument]
    [AllowEmptyString]
    public string? Text { get; set; }

    /// <summary>Opens this page: http://, https:// or a path on the portal.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [AllowEmptyString]
    public string? Link { get; set; }

    /// <summary>Runs this command of the bot, which must be registered.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CommandSet)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(CommandNameCompleter))]
    public string? Command { get; set; }

    /// <summary>What stands behind the command. (The parameter CommandParameter of other cmdlets describes what may stand there.)</summary>
    [Parameter(ParameterSetName = CommandSet)]
    [Alias("CommandParameter")]
    public string? CommandArgument { get; set; }

    /// <summary>What the person's own client does: put, send or copy a text, call a number, open a dialog.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ActionSet)]
    [ValidateSet("Put", "Send", "Copy", "Call", "Dialog")]
    public string? Action { get; set; }

    /// <summary>The text, phone number or dialog of the action.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ActionSet)]
    [AllowEmptyString]
    public string? Value { get; set; }

    /// <summary>Opens this chat application; outdated, for open channels.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AppSet)]
    public long? AppId { get; set; }

    /// <summary>Parameters of the chat application.</summary>
    [Parameter(ParameterSetName = AppSet)]
    public string? AppParameter { get; set; }

    /// <summary>Makes a line break: the buttons behind it begin a new line.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NewLineSet)]
    public SwitchParameter NewLine { get; set; }

    /// <summary>Blocks the keyboard after a press.</summary>
    [Parameter(ParameterSetName = CommandSet)]
    public SwitchParameter Block { get; set; }

    /// <summary>Makes a button that cannot be pressed.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public SwitchParameter Disabled { get; set; }

    /// <summary>Line: beside the others; Block: in a row of its own.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    [ValidateSet("Line", "Block")]
    public string? Display { get; set; }

    /// <summary>Where it is shown.</summary>
    [Parameter]
    [ValidateSet("All", "Desktop", "Mobile")]
    public string? Context { get; set; }

    /// <summary>Width in pixels.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public int? Width { get; set; }

    /// <summary>Colour by its token.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    [ValidateSet("primary", "secondary", "alert", "base")]
    public string? ColorToken { get; set; }

    /// <summary>Background, #RGB or #RRGGBB.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public string? BackgroundColor { get; set; }

    /// <summary>Text colour, #RGB or #RRGGBB.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public string? TextColor { get; set; }

    /// <summary>Background while it cannot be pressed, #RGB or #RRGGBB.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public string? OffBackgroundColor { get; set; }

    /// <summary>Text colour while it cannot be pressed, #RGB or #RRGGBB.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public string? OffTextColor { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => TryFor(Text, () =>
    {
        KeyboardButton button = new()
        {
            IsNewLine = NewLine,
            Text = Text,
            Link = Link,
            Command = Command,
            CommandParameter = CommandArgument,
            Action = Action,
            ActionValue = Value,
            AppId = AppId,
            AppParameter = AppParameter,
            IsBlocking = Block ? true : null,
            IsDisabled = Disabled ? true : null,
            Display = Display,
            Context = Context,
            Width = Width,
            ColorToken = ColorToken,
            BackgroundColor = BackgroundColor,
            TextColor = TextColor,
            OffBackgroundColor = OffBackgroundColor,
            OffTextColor = OffTextColor,
        };
        button.ToMap();
        WriteObject(button);
    });
}
