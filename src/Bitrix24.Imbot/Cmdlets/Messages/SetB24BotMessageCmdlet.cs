using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Sending;

namespace Bitrix24.Imbot.Cmdlets.Messages;

/// <summary>Changes messages of a bot. Omitted values remain unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "B24BotMessage", SupportsShouldProcess = true, DefaultParameterSetName = KeyboardSet, HelpUri = OnlineHelp.Pages + "Set-B24BotMessage.html")]
public sealed class SetB24BotMessageCmdlet : B24MessageCmdlet
{
    private const string KeyboardSet = "Keyboard";
    private const string RemoveKeyboardSet = "RemoveKeyboard";

    [Parameter(Position = 1)]
    [TextArgument]
    [AllowEmptyString]
    [AllowNull]
    public string? Message { get; set; }

    [Parameter]
    public SwitchParameter AsCode { get; set; }

    [Parameter]
    [AttachmentArgument]
    [ValidateNotNull]
    public Attachment? Attachment { get; set; }

    [Parameter(ParameterSetName = KeyboardSet)]
    [KeyboardArgument]
    [ValidateNotNull]
    public Keyboard? Keyboard { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = RemoveKeyboardSet)]
    public SwitchParameter RemoveKeyboard { get; set; }

    [Parameter]
    public SwitchParameter NoUrlPreview { get; set; }

    protected override void ProcessMessage(B24Session session, long botId, long messageId)
    {
        UpdateMessageRequest request = new(botId, messageId, new MessageChange
        {
            Text = IsGiven(nameof(Message)) ? new MessageForm(AsCode, IsPlain: false).Apply(Message) ?? string.Empty : null,
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
