using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;

namespace Bitrix24.Imbot.Commands;

/// <summary>Sends a bot's message into one or several dialogs.</summary>
[Cmdlet(VerbsCommunications.Send, "B24BotMessage", SupportsShouldProcess = true)]
[OutputType(typeof(SentMessage))]
public sealed class SendB24BotMessageCommand : B24SessionCommand
{
    private readonly HashSet<string> usedKeys = new(StringComparer.Ordinal);

    /// <summary>Where it goes: chatN for a chat, the user's number for a private dialog, sgN for a workgroup's chat.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] DialogId { get; set; } = [];

    /// <summary>The text, with BB codes; 1 to 20,000 characters. Several objects from the pipeline are several messages.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [TextArgument]
    [AllowEmptyString]
    [AllowNull]
    public string? Message { get; set; }

    /// <summary>The sending bot; the session's default one when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1L, long.MaxValue)]
    public long? BotId { get; set; }

    /// <summary>Id of the message that is answered; it must be in the same dialog.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long? ReplyTo { get; set; }

    /// <summary>Sends a system message: grey, without author.</summary>
    [Parameter]
    public SwitchParameter System { get; set; }

    /// <summary>Keeps the portal from adding a preview of the first link.</summary>
    [Parameter]
    public SwitchParameter NoUrlPreview { get; set; }

    /// <summary>
    /// Your name for this message. Sent again with the same name within 31 days, by the same bot into the same dialog, it arrives once.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? IdempotencyKey { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        long botId = Demand(null, () => session.RequireBot(BotId));
        foreach (string dialogId in DialogId)
        {
            TryFor(dialogId, () => SendTo(session, botId, dialogId));
        }
    }

    private void SendTo(B24Session session, long botId, string dialogId)
    {
        SendMessageRequest request = new(botId, dialogId, Message!)
        {
            ReplyTo = ReplyTo,
            System = System,
            UrlPreview = !NoUrlPreview,
            IdempotencyKey = KeyFor(session, botId, dialogId),
        };
        if (ShouldProcess($"{dialogId} on {NameOf(session)}", "Send message"))
        {
            WriteObject(Send(session, request));
        }
    }

    private string KeyFor(B24Session session, long botId, string dialogId)
    {
        if (IdempotencyKey is null)
        {
            return Core.Messages.IdempotencyKey.Fresh();
        }

        if (System)
        {
            throw ErrorKinds.IdempotencyKeyWithSystem.With("A system message cannot have an idempotency key.");
        }

        string key = Core.Messages.IdempotencyKey.Derive(IdempotencyKey, session.Portal, botId, dialogId.Trim());
        return usedKeys.Add(key)
            ? key
            : throw ErrorKinds.IdempotencyKeyRepeated.With($"The key '{IdempotencyKey}' was used for {dialogId} in this pipeline already.");
    }
}
