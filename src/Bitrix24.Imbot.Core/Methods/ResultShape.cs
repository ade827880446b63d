namespace Bitrix24.Imbot.Core.Methods;

/// <summary>What the result of a method must contain to prove that the call was executed (docs/portal, the pages of the methods).</summary>
internal enum ResultShape
{
    /// <summary>Any result: the method only reads, or it isn't known.</summary>
    Any,

    /// <summary>True, as the result itself or as its <c>result</c> member.</summary>
    Truth,

    /// <summary>The result is not documented. Only false means that the call was not executed.</summary>
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

    /// <summary>An object with the <c>id</c> of the message, or with the keys of forwarded messages.</summary>
    Message,
}
