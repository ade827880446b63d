using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Audit;

/// <summary>One call as an audit knows it. Nothing in it is a secret.</summary>
internal sealed record AuditedCall
{
    /// <summary>Names the call in all its entries, also in those of a later process.</summary>
    public string CallId { get; init; } = Guid.NewGuid().ToString("N");

    public long? BotId { get; init; }

    public long? EventId { get; init; }

    /// <summary>Who called; null for a schedule.</summary>
    public long? UserId { get; init; }

    public string? UserName { get; init; }

    /// <summary>The schedule that called; null for a person.</summary>
    public string? Schedule { get; init; }

    public string? DialogId { get; init; }

    /// <summary>The message that called.</summary>
    public long? MessageId { get; init; }

    /// <summary>Name of the function, or of a command of the bot's own.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>The call as it would be written at a prompt.</summary>
    public string? Line { get; init; }

    /// <summary>The values by the names of their parameters; null where they aren't known.</summary>
    public JsonMap? Parameters { get; init; }

    /// <summary>Who approved it.</summary>
    public IReadOnlyList<long> Approvers { get; init; } = [];

    /// <summary>The call of an event, of which nothing but the name is known.</summary>
    public static AuditedCall Of(PortalEvent item, long botId, string command) => new()
    {
        BotId = botId,
        EventId = item.EventId,
        UserId = item.UserId,
        UserName = item.User?.Name,
        DialogId = item.DialogId,
        MessageId = item.MessageId,
        Command = command,
    };

    /// <summary>The call with its values.</summary>
    public AuditedCall With(CallPlan plan, SecretMask mask)
    {
        JsonMap parameters = [];
        int unnamed = 0;
        foreach (ChatArgument argument in plan.Arguments)
        {
            string name = argument.Name ?? (unnamed++).ToString(System.Globalization.CultureInfo.InvariantCulture);
            parameters[name] = argument.IsSecret ? SecretMask.Sign : ValueOf(argument, mask);
        }

        return this with { Line = mask.HideAll(CallText.Of(Command, plan)), Parameters = parameters };
    }

    private static object ValueOf(ChatArgument argument, SecretMask mask) => argument.Written switch
    {
        null => argument.Value is bool flag ? flag : mask.HideAll($"{argument.Value}"),
        { Items: { } items } => items.Select(item => (object?)mask.HideAll(item.Text)).ToArray(),
        { } written => mask.HideAll(written.Text),
    };
}
