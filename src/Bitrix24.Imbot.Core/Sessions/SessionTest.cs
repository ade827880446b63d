using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Revisions;

namespace Bitrix24.Imbot.Core.Sessions;

/// <summary>The result of a session test.</summary>
public sealed record SessionTest
{
    internal SessionTest(B24Session session, ApiRevision? revision, Bot? bot, B24Exception? error)
    {
        Session = session;
        Revision = revision?.Rest;
        BotName = bot?.Name ?? bot?.Code;
        EventMode = bot?.EventMode;
        Error = error;
    }

    /// <summary>Whether the portal answered, and the default bot exists and belongs to the session.</summary>
    public bool Works => Error is null;

    /// <summary>Name of the session.</summary>
    public string Name => Session.Name;

    /// <summary>Scheme, host, and port of the portal.</summary>
    public Uri Portal => Session.Portal;

    /// <summary>Incoming webhook or OAuth.</summary>
    public AuthorizationKind Kind => Session.Kind;

    /// <summary>The webhook's user, or the user of the access token if known.</summary>
    public long? UserId => Session.UserId;

    /// <summary>Revision of the portal's REST interface; null if the portal did not return it.</summary>
    public long? Revision { get; }

    /// <summary>The session's default bot; null if there is none.</summary>
    public long? BotId => Session.BotId;

    /// <summary>Name of the bot; null if the portal did not return it.</summary>
    public string? BotName { get; }

    /// <summary>The event mode of the bot, <c>fetch</c> or <c>webhook</c>; null if the portal did not return it.</summary>
    public string? EventMode { get; }

    /// <summary>ID of the error; null if the session works.</summary>
    public string? ErrorId => Error?.ErrorId;

    /// <summary>Why the session doesn't work; null if it does.</summary>
    public string? Reason => Error?.Message;

    /// <summary>What the user can do about the error; null if the session works.</summary>
    public string? RecommendedAction => Error?.RecommendedAction;

    internal B24Session Session { get; }

    /// <summary>The error, possibly in the terms of a user interface; null if the session works.</summary>
    internal B24Exception? Error { get; init; }

    /// <summary>The session, and why it doesn't work.</summary>
    public override string ToString() => Error is null ? $"{Session}: works" : ShownText.From($"{Session}: {ErrorId}: {Reason}");
}
