using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Bots;

namespace Bitrix24.Imbot.Commands;

/// <summary>Removes bots with their commands and pending events. Never the session's default bot by itself: each must be named.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "B24Bot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class UnregisterB24BotCommand : B24SessionCommand
{
    /// <summary>Ids of bots, or bot objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(BotId))]
    [ValidateRange(1L, long.MaxValue)]
    [ArgumentCompleter(typeof(BotIdCompleter))]
    public long[] BotId { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        foreach (long botId in BotId)
        {
            TryFor(botId, () =>
            {
                if (ShouldProcess($"bot {botId} on {NameOf(session)}", "Unregister bot with its commands and pending events"))
                {
                    Send(session, new UnregisterBotRequest(botId));
                }
            });
        }
    }
}
