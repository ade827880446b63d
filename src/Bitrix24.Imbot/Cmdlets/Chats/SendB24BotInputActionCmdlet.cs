using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Chats;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Cmdlets.Chats;

/// <summary>Shows in dialogs that the bot is typing or performing another action.</summary>
[Cmdlet(VerbsCommunications.Send, "B24BotInputAction", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Send-B24BotInputAction.html")]
[Alias("Send-B24BotTyping")]
public sealed class SendB24BotInputActionCmdlet : B24DialogCmdlet
{
    [Parameter(Position = 1)]
    [ValidateSet(
        "Thinking", "Searching", "Generating", "Analyzing", "Processing", "Translating",
        "Connecting", "Checking", "Calculating", "ReadingDocs", "Composing")]
    public string? Status { get; set; }

    [Parameter]
    [SecondsArgument]
    public TimeSpan? Duration { get; set; }

    protected override void ProcessDialog(B24Session session, long botId, string dialogId)
    {
        DurationRange.InputAction.Require(nameof(Duration), Duration);
        NotifyInputActionRequest request = new(botId, dialogId)
        {
            StatusCode = Status is null ? null : InputActions.CodeOf(Status),
            Duration = Duration,
        };
        if (ShouldProcess($"{dialogId} on {NameOf(session)}", $"Show input action {Status ?? "typing"}"))
        {
            TypingIndicator.LeaveToHandler(dialogId);
            Send(session, request);
        }
    }
}
