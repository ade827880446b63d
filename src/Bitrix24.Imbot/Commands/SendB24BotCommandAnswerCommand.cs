using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Commands;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Commands;

/// <summary>
/// Answers a slash command, also in a chat that the bot is not in. More than ten minutes after the command the portal says yes and sends nothing.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "B24BotCommandAnswer", SupportsShouldProcess = true)]
public sealed class SendB24BotCommandAnswerCommand : B24BotCommand
{
    /// <summary>The text, with BB codes; 1 to 20,000 characters.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [TextArgument]
    public string Message { get; set; } = null!;

    /// <summary>Id of the command.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(CommandId))]
    [ValidateRange(1L, long.MaxValue)]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public long? CommandId { get; set; }

    /// <summary>Id of the message that called the command; the answer goes to its chat.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(MessageId))]
    [ValidateRange(1L, long.MaxValue)]
    public long? MessageId { get; set; }

    /// <summary>The dialog of that message. The portal demands it, and goes by the message.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(DialogId))]
    [ValidateNotNullOrEmpty]
    public string? DialogId { get; set; }

    /// <summary>Sends a system message; the portal puts the bot's name before it.</summary>
    [Parameter]
    public SwitchParameter System { get; set; }

    /// <summary>Keeps the portal from adding a preview of the first link.</summary>
    [Parameter]
    public SwitchParameter NoUrlPreview { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord(B24Session session, long botId)
    {
        long commandId = CommandId ?? Demand(null, EventContext.RequireCommand);
        long messageId = MessageId ?? Demand(null, EventContext.RequireMessage);
        string dialogId = DialogId ?? Demand(null, EventContext.RequireDialog);
        TryFor(messageId, () =>
        {
            AnswerCommandRequest request = new(botId, commandId, messageId, dialogId, Message) { System = System, UrlPreview = !NoUrlPreview };
            if (ShouldProcess($"{dialogId} on {NameOf(session)}", $"Answer command {commandId}"))
            {
                Send(session, request);
            }
        });
    }
}
