using System.ComponentModel;
using System.Management.Automation;
using System.Text.Json;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Lists;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Handlers;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Vaults;

namespace Bitrix24.Imbot.Commands;

/// <summary>What all cmdlets share that call a portal: the session.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24SessionCommand : B24Command
{
    private const string BotIdName = "BotId";

    private bool isBotArgument;

    [Parameter]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public virtual B24Session? Session { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        isBotArgument = MyInvocation.BoundParameters.TryGetValue(BotIdName, out object? bot) && bot is NameOrId;
    }

    /// <summary>The session to use. Ends the cmdlet where there is none.</summary>
    protected B24Session RequireSession() => Demand(null, () =>
    {
        if (Session is not null && SessionArgumentAttribute.RefusalOf(Session) is { } refusal)
        {
            throw refusal;
        }

        B24Session session = Session is { } named
            ? Sessions.Complete(named)
            : EventContext.Current?.Session ?? Sessions.Current ?? throw SessionErrors.SessionMissing.With(Sessions.IsBetweenSessions
                ? "The last Connect in this runspace failed: there is no session until one succeeds, or until Set-B24Session -Default chooses one."
                : "There is no session in this runspace, and none was passed.");
        return VaultTokenStore.IsRunningFor(session)
            ? throw TokenStoreErrors.TokenVaultBusy.With($"A block of session '{session.Name}' keeps its tokens, and cannot call through it meanwhile.")
            : session;
    });

    /// <summary>The bot that is meant, or the session's default one. Ends the cmdlet where none is meant and there is no default one.</summary>
    /// <exception cref="B24Exception">The portal does not know the bot.</exception>
    private protected long RequireBot(B24Session session, NameOrId? bot) => bot is null ? Demand(null, () => session.RequireBot(null)) : FindBot(session, bot);

    /// <summary>
    /// The bot that is meant, or the session's default one. An argument that names none ends the cmdlet; an object from the pipeline gives an error and null,
    /// and the next one has its turn.
    /// </summary>
    private protected long? TryFindBot(B24Session session, NameOrId? bot)
    {
        if (bot is null || isBotArgument)
        {
            return Demand(bot?.Input, () => RequireBot(session, bot));
        }

        long? found = null;
        TryFor(bot.Input, () => found = FindBot(session, bot));
        return found;
    }

    /// <summary>The items of all pages of a list method, read as they are taken.</summary>
    private protected IEnumerable<JsonElement> ReadAll(B24Session session, ApiMethod method, JsonMap parameters)
    {
        ListPages pages = session.ReadPages(method, parameters, Messages);
        ListProgress progress = new(this, method);
        try
        {
            while (Await((_, cancellation) => pages.NextAsync(cancellation)) is { } page)
            {
                progress.Show(page.Count, pages.Total);
                foreach (JsonElement item in page)
                {
                    yield return item;
                }
            }
        }
        finally
        {
            progress.End();
        }
    }

    /// <summary>What <c>-WhatIf</c> and <c>-Confirm</c> show of a session.</summary>
    protected static string NameOf(B24Session session) => session.Portal.Authority;
}
