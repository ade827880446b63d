namespace Bitrix24.Imbot.Core.Methods;

/// <summary>What the result of a method must hold to say that the call was executed (docs/portal, the pages of the methods).</summary>
internal enum ResultShape
{
    /// <summary>Anything: the method only reads, or isn't known.</summary>
    Any,

    /// <summary>True, bare or as the member <c>result</c>.</summary>
    Truth,

    /// <summary>The result isn't documented; only a false says that nothing was done.</summary>
    AnythingButFalse,

    /// <summary>An object with <c>bot</c>.</summary>
    Bot,

    /// <summary>An object with <c>chat</c>.</summary>
    Chat,

    /// <summary>An object with <c>chatId</c>.</summary>
    ChatId,

    /// <summary>An object with <c>command</c>.</summary>
    SlashCommand,

    /// <summary>An object with <c>file</c>.</summary>
    File,

    /// <summary>An object with the message's <c>id</c>, or with the keys of forwarded messages.</summary>
    Message,
}
