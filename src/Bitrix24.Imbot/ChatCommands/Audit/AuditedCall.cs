using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Audit;

/// <summary>A call as it is recorded in the audit file. Secrets are masked.</summary>
internal sealed record AuditedCall
{
    /// <summary>Identifies the call in all its entries, including those of a later process.</summary>
    public string CallId { get; init; } = Guid.NewGuid().ToString("N");

    public long? BotId { get; init; }
    public long? EventId { get; init; }

    /// <summary>The caller; null for a schedule.</summary>
    public long? UserId { get; init; }

    public string? UserName { get; init; }

    /// <summary>The schedule; null for a call by a person.</summary>
    public string? Schedule { get; init; }

    public string? DialogId { get; init; }
    public long? MessageId { get; init; }

    /// <summary>The name of the function or built-in command.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>The call as it would be entered at a prompt.</summary>
    public string? Line { get; init; }

    /// <summary>The values by parameter name; null if they aren't known.</summary>
    public JsonMap? Parameters { get; init; }

    public IReadOnlyList<long> Approvers { get; init; } = [];

    /// <summary>Creates a call from an event. Only its name is known at this point.</summary>
    public static AuditedCall FromEvent(PortalEvent item, long botId, string command) => new()
    {
        BotId = botId,
        EventId = item.EventId,
        UserId = item.UserId,
        UserName = item.User?.Name,
        DialogId = item.DialogId,
        MessageId = item.MessageId,
        Command = command,
    };

    public AuditedCall With(CallPlan plan, SecretMask mask)
    {
        JsonMap parameters = [];
        int unnamed = 0;
        foreach (ChatArgument argument in plan.Arguments)
        {
            string name = argument.Name ?? (unnamed++).ToString(System.Globalization.CultureInfo.InvariantCulture);
            parameters[name] = argument.IsSecret ? SecretMask.Sign : ValueOf(argument, mask);
        }

        return this with { Line = mask.HideAll(CallText.Format(Command, plan)), Parameters = parameters };
    }

    private static object ValueOf(ChatArgument argument, SecretMask mask) => argument.Written switch
    {
        null => argument.Value is bool flag ? flag : mask.HideAll($"{argument.Value}"),
        { Items: { } items } => items.Select(item => (object?)mask.HideAll(item.Text)).ToArray(),
        { } written => mask.HideAll(written.Text),
    };
}
