using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Cmdlets.Content;

/// <summary>Creates a button for New-B24Keyboard, or a line break between buttons. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.New, "B24KeyboardButton", DefaultParameterSetName = LinkSet, HelpUri = OnlineHelp.Pages + "New-B24KeyboardButton.html")]
[OutputType(typeof(KeyboardButton))]
public sealed class NewB24KeyboardButtonCmdlet : B24Cmdlet
{
    private const string LinkSet = "Link";
    private const string CommandSet = "Command";
    private const string ActionSet = "Action";
    private const string AppSet = "App";
    private const string NewLineSet = "NewLine";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = LinkSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = CommandSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ActionSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = AppSet)]
    [TextArgument]
    [AllowEmptyString]
    public string? Text { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [AllowEmptyString]
    public string? Link { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = CommandSet)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(CommandNameCompleter))]
    public string? Command { get; set; }

    [Parameter(ParameterSetName = CommandSet)]
    [Alias("CommandParameter")]
    public string? CommandArgument { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ActionSet)]
    [ValidateSet("Put", "Send", "Copy", "Call", "Dialog")]
    public string? Action { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ActionSet)]
    [AllowEmptyString]
    public string? Value { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = AppSet)]
    public long? AppId { get; set; }

    [Parameter(ParameterSetName = AppSet)]
    public string? AppParameter { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = NewLineSet)]
    public SwitchParameter NewLine { get; set; }

    [Parameter(ParameterSetName = CommandSet)]
    public SwitchParameter Block { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public SwitchParameter Disabled { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    [ValidateSet("Line", "Block")]
    public string? Display { get; set; }

    [Parameter]
    [ValidateSet("All", "Desktop", "Mobile")]
    public string? Context { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public int? Width { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    [ValidateSet("primary", "secondary", "alert", "base")]
    public string? ColorToken { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public string? BackgroundColor { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public string? TextColor { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public string? OffBackgroundColor { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = CommandSet)]
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = AppSet)]
    public string? OffTextColor { get; set; }

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
