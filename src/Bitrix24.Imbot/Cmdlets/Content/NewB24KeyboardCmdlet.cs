using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Cmdlets.Content;

/// <summary>Creates a keyboard from buttons. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.New, "B24Keyboard", HelpUri = OnlineHelp.Pages + "New-B24Keyboard.html")]
[OutputType(typeof(Keyboard))]
public sealed class NewB24KeyboardCmdlet : B24Cmdlet
{
    private readonly List<KeyboardButton> buttons = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object[] Button { get; set; } = [];

    protected override void ProcessRecord() => buttons.AddRange(
        Demand(Button, () => UserCode.Run(() => KeyboardConversion.ButtonsIn(Button), KeyboardConversion.Unreadable)));

    protected override void EndProcessing() => WriteObject(Demand(buttons, () => new Keyboard(buttons)));
}
