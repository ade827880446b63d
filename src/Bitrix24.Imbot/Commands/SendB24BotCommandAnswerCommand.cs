using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Commands;

/// <summary>
/// Answers a slash command, also in a chat that the bot isn't in. In a group chat, more than ten minutes after the command the portal answers success and sends nothing.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "B24BotCommandAnswer", SupportsShouldProcess = true)]
public sealed class SendB24BotCommandAnswerCommand : B24BotCommand
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(10);

    /// <summary>The text, with BB codes; 1 to 20,000 characters. Not needed with an attachment.</summary>
    [Parameter(Position = 0)]
    [TextArgument]
    [AllowEmptyString]
    [AllowNull]
    public string? Message { get; set; }

    /// <summary>Id of the command.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NameOrIdArgument(nameof(CommandId))]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public NameOrId? CommandId { get; set; }

    /// <summary>Id of the message that called the command; the answer goes to its chat.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(MessageId))]
    [OptionalId]
    public long? MessageId { get; set; }

    /// <summary>The dialog of that message. The portal demands it, and goes by the message.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(DialogId))]
    [ArgumentCompleter(typeof(DialogIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DialogId { get; set; }

    /// <summary>What hangs under the text, from New-B24Attachment or ConvertTo-B24Attachment; an answer by itself, too.</summary>
    [Parameter]
    [AttachmentArgument]
    [ValidateNotNull]
    public Attachment? Attachment { get; set; }

    /// <summary>Buttons under the answer, from New-B24Keyboard.</summary>
    [Parameter]
    [KeyboardArgument]
    [ValidateNotNull]
    public Keyboard? Keyboard { get; set; }

    /// <summary>Sends a text of more than 20,000 characters in parts, cut at lines, else between words. Attachment and keyboard go with the last.</summary>
    [Parameter]
    public SwitchParameter Split { get; set; }

    /// <summary>Shows the text as it is written: no BB code acts, no line starts a command. The way it is done was not verified on a portal.</summary>
    [Parameter]
    public SwitchParameter PlainText { get; set; }

    /// <summary>Shows the text as a block of code, whatever it contains. Colors of a terminal are removed.</summary>
    [Parameter]
    public SwitchParameter AsCode { get; set; }

    /// <summary>When the command was called, as its event says; more than ten minutes ago gives a warning. In a handler its event's time when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DateTimeOffset? Date { get; set; }

    /// <summary>Sends a system message; the portal puts the bot's name before it.</summary>
    [Parameter]
    public SwitchParameter System { get; set; }

    /// <summary>Keeps the portal from adding a preview of the first link.</summary>
    [Parameter]
    public SwitchParameter NoUrlPreview { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord(B24Session session, long botId)
    {
        NameOrId? command = CommandId ?? NameOrId.From(Demand(null, EventContext.RequireCommand));
        long messageId = MessageId ?? Demand(null, EventContext.RequireMessage);
        string dialogId = DialogId ?? Demand(null, EventContext.RequireDialog);
        TryFor(messageId, () =>
        {
            long commandId = FindCommand(session, botId, command!);
            IReadOnlyList<string?> texts = Texts();
            AnswerCommandRequest[] requests = [.. texts.Select((text, part) => RequestFor(botId, commandId, messageId, dialogId, text, part == texts.Count - 1))];
            string action = requests.Length == 1 ? $"Answer command {commandId}" : $"Answer command {commandId} in {requests.Length} parts";
            if (ShouldProcess($"{dialogId} on {NameOf(session)}", action))
            {
                foreach (AnswerCommandRequest request in requests)
                {
                    Send(session, request);
                }

                WarnIfLate(messageId, dialogId);
            }
        });
    }

    /// <summary>
    /// A warning, because a later command in the same dialog extends the time. In a private dialog, an answer to what a person wrote always arrives; the limit applies
    /// there only to a pressed button.
    /// </summary>
    private void WarnIfLate(long messageId, string dialogId)
    {
        PortalEvent? item = EventContext.Current?.Event;
        item = item?.MessageId == messageId ? item : null;
        DateTimeOffset? called = Core.Messages.DialogId.IsPrivate(dialogId) && item?.Command?.IsPressed != true ? null : Date ?? item?.Date;
        if (called is { } time && DateTimeOffset.UtcNow - time > AnswerTime)
        {
            WriteWarning(
                $"The command of message {messageId} was called {(DateTimeOffset.UtcNow - time).TotalMinutes:0} minutes ago. The portal takes answers for ten minutes after "
                + "the last command of a dialog; after that it says yes and sends nothing. Use Send-B24BotMessage where the bot is in the chat.");
        }
    }

    private IReadOnlyList<string?> Texts()
    {
        string? text = MessageForm.Of(Message, AsCode, PlainText);
        return Split && !string.IsNullOrWhiteSpace(text) ? [.. TextSplitter.Split(text!.Trim(), MessageText.MaxLength)] : [text];
    }

    private AnswerCommandRequest RequestFor(long botId, long commandId, long messageId, string dialogId, string? text, bool isLast) =>
        new(botId, commandId, messageId, dialogId, text, isLast ? Attachment : null, isLast ? Keyboard : null) { System = System, UrlPreview = !NoUrlPreview };
}
