using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Commands;

/// <summary>Changes messages of a bot; what is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "B24BotMessage", SupportsShouldProcess = true, DefaultParameterSetName = KeyboardSet)]
public sealed class SetB24BotMessageCommand : B24MessageCommand
{
    private const string KeyboardSet = "Keyboard";
    private const string RemoveKeyboardSet = "RemoveKeyboard";

    /// <summary>The new text, with BB codes; 1 to 20,000 characters. Empty only where an attachment or keyboard is given.</summary>
    [Parameter(Position = 1)]
    [TextArgument]
    [AllowEmptyString]
    [AllowNull]
    public string? Message { get; set; }

    /// <summary>Shows the new text as a block of code, whatever it contains. Colors of a terminal are removed.</summary>
    [Parameter]
    public SwitchParameter AsCode { get; set; }

    /// <summary>What hangs under the text now, from New-B24Attachment or ConvertTo-B24Attachment.</summary>
    [Parameter]
    [AttachmentArgument]
    [ValidateNotNull]
    public Attachment? Attachment { get; set; }

    /// <summary>The buttons now, from New-B24Keyboard.</summary>
    [Parameter(ParameterSetName = KeyboardSet)]
    [KeyboardArgument]
    [ValidateNotNull]
    public Keyboard? Keyboard { get; set; }

    /// <summary>Takes the keyboard away.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RemoveKeyboardSet)]
    public SwitchParameter RemoveKeyboard { get; set; }

    /// <summary>Keeps the portal from adding a preview of the first link.</summary>
    [Parameter]
    public SwitchParameter NoUrlPreview { get; set; }

    /// <inheritdoc />
    protected override void ProcessMessage(B24Session session, long botId, long messageId)
    {
        UpdateMessageRequest request = new(botId, messageId, new MessageChange
        {
            Text = IsGiven(nameof(Message)) ? MessageForm.Of(Message, AsCode, isPlain: false) ?? string.Empty : null,
            Attachment = Attachment,
            Keyboard = Keyboard,
            RemovesKeyboard = RemoveKeyboard,
            UrlPreview = IsGiven(nameof(NoUrlPreview)) ? !NoUrlPreview : null,
        });
        if (ShouldProcess($"message {messageId} on {NameOf(session)}", "Change message"))
        {
            Send(session, request);
        }
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
