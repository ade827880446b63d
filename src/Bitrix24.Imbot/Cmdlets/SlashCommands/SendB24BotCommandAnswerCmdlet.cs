using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Handlers;
using Bitrix24.Imbot.Sending;

namespace Bitrix24.Imbot.Cmdlets.SlashCommands;

/// <summary>
/// Answers a slash command, even in a chat that the bot isn't a member of. In a group chat, the portal reports success but drops an answer after ten minutes.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "B24BotCommandAnswer", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Send-B24BotCommandAnswer.html")]
public sealed class SendB24BotCommandAnswerCmdlet : B24TextCmdlet
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(10);

    [Parameter(Position = 0)]
    [TextArgument]
    [AllowEmptyString]
    [AllowNull]
    public string? Message { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(CommandId))]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public NameOrId? CommandId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(MessageId))]
    [OptionalId]
    public long? MessageId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(DialogId))]
    [ArgumentCompleter(typeof(DialogIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DialogId { get; set; }

    [Parameter]
    [AttachmentArgument]
    [ValidateNotNull]
    public Attachment? Attachment { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DateTimeOffset? Date { get; set; }

    protected override void ProcessRecord(B24Session session, long botId)
    {
        NameOrId? command = CommandId ?? NameOrId.From(Demand(null, EventContext.RequireCommand));
        long messageId = MessageId ?? Demand(null, EventContext.RequireMessage);
        string dialogId = DialogId ?? Demand(null, EventContext.RequireDialog);
        TryFor(messageId, () =>
        {
            long commandId = FindCommand(session, botId, command!);
            string? text = new MessageForm(AsCode, PlainText).Apply(Message);
            IReadOnlyList<string?> texts = Split ? MessageText.Split(text) : [text];
            AnswerSlashCommandRequest[] requests = [.. texts.Select((content, part) => RequestFor(botId, commandId, messageId, dialogId, content, part == texts.Count - 1))];
            string action = requests.Length == 1 ? $"Answer command {commandId}" : $"Answer command {commandId} in {requests.Length} parts";
            if (ShouldProcess($"{dialogId} on {NameOf(session)}", action))
            {
                foreach (AnswerSlashCommandRequest request in requests)
                {
                    Send(session, request);
                }

                WarnIfLate(messageId, dialogId);
            }
        });
    }

    /// <summary>
    /// Only a warning, because a later command in the same dialog extends the time limit. In a private dialog, the limit applies only to pressed buttons; an answer to a
    /// typed command always arrives.
    /// </summary>
    private void WarnIfLate(long messageId, string dialogId)
    {
        PortalEvent? item = EventContext.Current?.Event;
        item = item?.MessageId == messageId ? item : null;
        DateTimeOffset? called = Core.Messages.DialogId.IsPrivate(dialogId) && item?.Command?.IsPressed != true ? null : Date ?? item?.Date;
        if (called is { } time && DateTimeOffset.UtcNow - time > AnswerTime)
        {
            WriteWarning(
                $"The command of message {messageId} was called {(DateTimeOffset.UtcNow - time).TotalMinutes:0} minutes ago. Ten minutes after the last command of a dialog, "
                + "the portal reports success but sends no answer. If the bot is a member of the chat, use Send-B24BotMessage.");
        }
    }

    private AnswerSlashCommandRequest RequestFor(long botId, long commandId, long messageId, string dialogId, string? text, bool isLast) =>
        new(botId, commandId, messageId, dialogId, text, isLast ? Attachment : null, isLast ? Keyboard : null) { System = System, UrlPreview = !NoUrlPreview };
}
