using System.ComponentModel;
using System.Text.Json;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Lists;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Handlers;
using Bitrix24.Imbot.Pipeline;
using Bitrix24.Imbot.Vaults;

namespace Bitrix24.Imbot.Cmdlets;

/// <summary>Base class of cmdlets that call a portal.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24SessionCmdlet : B24Cmdlet
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

    /// <summary>Gets the session. Throws a terminating error if there is none.</summary>
    protected B24Session RequireSession() => Demand(null, () =>
    {
        if (Session is not null && SessionArgumentAttribute.RefusalOf(Session) is { } refusal)
        {
            throw refusal;
        }

        B24Session session = Session is { } named
            ? Sessions.Complete(named)
            : EventContext.Current?.Session ?? Sessions.Current ?? throw SessionErrors.SessionMissing.With(Sessions.IsBetweenSessions
                ? "Not connected. The last connection attempt in this runspace failed. Connect again, or select a session with Set-B24Session -Default."
                : "Not connected. This runspace has no session, and -Session was not specified.");
        return session.Authorization is OAuthAuthorization { Store: VaultTokenStore { IsRunning: true } }
            ? throw TokenStoreErrors.TokenVaultBusy.With($"Session '{session.Name}' can't be used inside its own -OnTokenRead or -OnTokenRefresh script block.")
            : session;
    });

    /// <summary>Gets the specified bot or the default bot of the session. Throws a terminating error if there is none.</summary>
    /// <exception cref="B24Exception">The bot was not found.</exception>
    private protected long RequireBot(B24Session session, NameOrId? bot) => bot is null ? Demand(null, () => session.RequireBot(null)) : FindBot(session, bot);

    /// <summary>
    /// Gets the specified bot or the default bot of the session. If it isn't found, an argument causes a terminating error, and a pipeline object causes a nonterminating
    /// error and null.
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

    /// <summary>Reads the items of all pages of a list method on demand.</summary>
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

    /// <summary>Warns after a call that changed a bot token, because the session still contains the old one.</summary>
    private protected void WarnAboutNewBotToken(B24Session session, ApiMethod? method, JsonMap parameters)
    {
        if (method is not null && session.Kind == AuthorizationKind.Webhook && CallParameters.ChangesBotToken(method, parameters))
        {
            WriteWarning(
                $"The bot token was changed. If session '{session.Name}' uses the old token, run Set-B24Session -BotToken. Next time, use Set-B24Bot -NewBotToken, which also updates the session.");
        }
    }

    /// <summary>Gets the name of a session for <c>-WhatIf</c> and <c>-Confirm</c>.</summary>
    protected static string NameOf(B24Session session) => session.Portal.Authority;
}
