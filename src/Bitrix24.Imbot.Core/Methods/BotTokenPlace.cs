namespace Bitrix24.Imbot.Core.Methods;

/// <summary>Where a method expects the bot token of an incoming webhook (docs/portal/protocol.md, "Bot token in requests").</summary>
internal enum BotTokenPlace
{
    /// <summary>At the top level of the request.</summary>
    Root,

    /// <summary>Inside <c>fields</c>: <c>imbot.v2.Bot.register</c>.</summary>
    Fields,

    /// <summary>Nowhere: <c>imbot.v2.Revision.get</c> and <c>im.v2.*</c>.</summary>
    Forbidden,

    /// <summary>Other methods: the caller's parameters are sent unchanged.</summary>
    Caller,
}
