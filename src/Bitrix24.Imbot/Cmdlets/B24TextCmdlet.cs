using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Cmdlets;

/// <summary>Base class of cmdlets that send a text with buttons: a message, or an answer to a slash command.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24TextCmdlet : B24BotCmdlet
{
    [Parameter]
    [KeyboardArgument]
    [ValidateNotNull]
    public Keyboard? Keyboard { get; set; }

    [Parameter]
    public SwitchParameter Split { get; set; }

    [Parameter]
    public SwitchParameter PlainText { get; set; }

    [Parameter]
    public SwitchParameter AsCode { get; set; }

    [Parameter]
    public SwitchParameter System { get; set; }

    [Parameter]
    public SwitchParameter NoUrlPreview { get; set; }
}
