namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// A button below a message (docs/portal/cards.md, "Keyboard button"): a text with exactly one action, or a line break between buttons. Null members
/// are not sent, and the portal uses its defaults.
/// </summary>
public sealed record KeyboardButton
{
    private const string NewLineMark = "(new line)";

    /// <summary>PHP treats this text as empty.</summary>
    private const string Nothing = "0";

    private static readonly string[] Actions = ["PUT", "SEND", "COPY", "CALL", "DIALOG"];
    private static readonly string[] Displays = ["LINE", "BLOCK"];
    private static readonly string[] Contexts = ["ALL", "DESKTOP", "MOBILE"];

    /// <summary>Whether this is a line break and not a button. Of the other members, only <see cref="Context"/> applies then.</summary>
    public bool IsNewLine { get; init; }

    /// <summary>Text of the button. A portal drops buttons whose text is blank or <c>0</c>.</summary>
    public string? Text { get; init; }

    /// <summary>Opens a page: http://, https://, or a path from the portal's root.</summary>
    public string? Link { get; init; }

    /// <summary>An action of the person's client, without the bot: PUT, SEND, COPY, CALL, or DIALOG. Requires <see cref="ActionValue"/>.</summary>
    public string? Action { get; init; }

    /// <summary>A text for PUT, SEND, and COPY; a phone number for CALL; chatN or a user ID for DIALOG.</summary>
    public string? ActionValue { get; init; }

    /// <summary>The registered slash command of the bot that a press runs, with or without the slash.</summary>
    public string? Command { get; init; }

    /// <summary>Arguments of <see cref="Command"/>. Must not be <c>0</c>, which a portal treats as empty.</summary>
    public string? CommandParameter { get; init; }

    /// <summary>ID of a chat application (obsolete; for open channels).</summary>
    public long? AppId { get; init; }

    /// <summary>Parameters of <see cref="AppId"/>.</summary>
    public string? AppParameter { get; init; }

    /// <summary>Whether a press blocks the keyboard until the bot answers. Only with <see cref="Command"/>.</summary>
    public bool? IsBlocking { get; init; }

    /// <summary>Whether the button is disabled.</summary>
    public bool? IsDisabled { get; init; }

    /// <summary>Where to show the button: ALL, DESKTOP, or MOBILE.</summary>
    public string? Context { get; init; }

    /// <summary>LINE: next to other buttons. BLOCK (the portal's default): in a separate row.</summary>
    public string? Display { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Color token: primary, secondary, alert, or base.</summary>
    public string? ColorToken { get; init; }

    /// <summary>Background color, #RGB or #RRGGBB.</summary>
    public string? BackgroundColor { get; init; }

    /// <summary>Text color, #RGB or #RRGGBB.</summary>
    public string? TextColor { get; init; }

    /// <summary>Background color of the disabled button, #RGB or #RRGGBB.</summary>
    public string? OffBackgroundColor { get; init; }

    /// <summary>Text color of the disabled button, #RGB or #RRGGBB.</summary>
    public string? OffTextColor { get; init; }

    /// <summary>The action in one line: the URL, or the command or action with its value.</summary>
    public string Summary => this switch
    {
        { IsNewLine: true } => NewLineMark,
        { Link: { } link } => link,
        { Command: { } command } => $"/{command.TrimStart('/')} {CommandParameter}".TrimEnd(),
        { Action: { } action } => $"{action} {ActionValue}",
        { AppId: { } app } => $"app {app} {AppParameter}".TrimEnd(),
        _ => string.Empty,
    };

    /// <summary>The text, or a placeholder for a line break.</summary>
    public override string ToString() => IsNewLine ? NewLineMark : ShownText.From(Text);

    /// <summary>The validated button to send.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.ButtonTextMissing"/>, <see cref="ContentErrors.ButtonActionInvalid"/>, <see cref="ContentErrors.ButtonArgumentLost"/>,
    /// <see cref="ContentErrors.LinkInvalid"/>,
    /// <see cref="ContentErrors.ColorInvalid"/>, <see cref="ContentErrors.ValueUnknown"/>, <see cref="ContentErrors.NumberNotPositive"/>.
    /// </exception>
    internal JsonMap ToMap()
    {
        string? context = CheckedValue.OneOf("CONTEXT", Context, Contexts);
        if (IsNewLine)
        {
            return new JsonMap { ["TYPE"] = "NEWLINE" }.AddUnlessNull("CONTEXT", context);
        }

        if (string.IsNullOrWhiteSpace(Text) || Text!.Trim() == Nothing)
        {
            throw ContentErrors.ButtonTextMissing.With($"The button text '{Text}' is not valid.");
        }

        RequireOneAction();
        return new JsonMap { ["TEXT"] = Text }
            .AddUnlessNull("LINK", CheckedValue.Link("LINK", Link))
            .AddUnlessNull("ACTION", CheckedValue.OneOf("ACTION", Action, Actions))
            .AddUnlessNull("ACTION_VALUE", ActionValue)
            .AddUnlessNull("COMMAND", CommandName())
            .AddUnlessNull("COMMAND_PARAMS", CommandParameter)
            .AddUnlessNull("APP_ID", CheckedValue.Positive("APP_ID", AppId))
            .AddUnlessNull("APP_PARAMS", AppParameter)
            .AddUnlessNull("BLOCK", YesOrNo(IsBlocking))
            .AddUnlessNull("DISABLED", YesOrNo(IsDisabled))
            .AddUnlessNull("CONTEXT", context)
            .AddUnlessNull("DISPLAY", CheckedValue.OneOf("DISPLAY", Display, Displays))
            .AddUnlessNull("WIDTH", CheckedValue.Positive("WIDTH", Width))
            .AddUnlessNull("BG_COLOR_TOKEN", CheckedValue.OneOf("BG_COLOR_TOKEN", ColorToken, CheckedValue.ColorTokens))
            .AddUnlessNull("BG_COLOR", CheckedValue.Color("BG_COLOR", BackgroundColor))
            .AddUnlessNull("TEXT_COLOR", CheckedValue.Color("TEXT_COLOR", TextColor))
            .AddUnlessNull("OFF_BG_COLOR", CheckedValue.Color("OFF_BG_COLOR", OffBackgroundColor))
            .AddUnlessNull("OFF_TEXT_COLOR", CheckedValue.Color("OFF_TEXT_COLOR", OffTextColor));
    }

    private static string? YesOrNo(bool? flag) => flag is null ? null : flag.Value ? "Y" : "N";

    private void RequireOneAction()
    {
        int actions = new object?[] { Link, Action, Command, AppId }.Count(action => action is not null);
        if (actions != 1)
        {
            throw ContentErrors.ButtonActionInvalid.With(actions == 0
                ? $"Button '{Text}' has no action."
                : $"Button '{Text}' has {actions} actions, but must have exactly one.");
        }

        if (Action is null ? ActionValue is not null : string.IsNullOrWhiteSpace(ActionValue))
        {
            throw ContentErrors.ButtonActionInvalid.With($"Button '{Text}' requires both an action and a nonblank action value.");
        }

        if ((Command is null && CommandParameter is not null) || (AppId is null && AppParameter is not null))
        {
            throw ContentErrors.ButtonActionInvalid.With($"Button '{Text}' has parameters, but no command or application for them.");
        }

        if (CommandParameter?.Trim() == Nothing)
        {
            throw ContentErrors.ButtonArgumentLost.With($"The argument '0' of button '{Text}' would be treated as empty.");
        }
    }

    private string? CommandName()
    {
        string? name = Command?.TrimStart('/');
        return name is null || (name.Length > 0 && name != Nothing && !name.Any(char.IsWhiteSpace))
            ? name
            : throw ContentErrors.ButtonActionInvalid.With($"Button '{Text}': '{Command}' is not a valid command name.");
    }
}
