using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Revisions;

namespace Bitrix24.Imbot.Commands;

/// <summary>Tries a session: asks the portal for its revision and, where the session has a default bot, for that bot.</summary>
[Cmdlet(VerbsDiagnostic.Test, "B24Session")]
[OutputType(typeof(bool))]
public sealed class TestB24SessionCommand : B24SessionCommand
{
    /// <inheritdoc />
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public override B24Session? Session { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => WriteObject(Works(RequireSession()));

    private bool Works(B24Session session)
    {
        try
        {
            Send(session, new GetRevisionRequest());
            return session.BotId is not { } botId || IsOurs(session, Send(session, new GetBotRequest(botId)));
        }
        catch (B24Exception exception)
        {
            WriteDetail($"{exception.ErrorId}: {exception.Message} {exception.RecommendedAction}");
            return false;
        }
    }

    /// <summary>Any bot of the portal can be read; only the owner is told how it gets its events (server-behaviour.md 5).</summary>
    private bool IsOurs(B24Session session, Bot bot)
    {
        if (bot.EventMode is null)
        {
            WriteDetail($"Bot {session.BotId} belongs to another owner than session '{session.Name}'.");
        }

        return bot.EventMode is not null;
    }
}
