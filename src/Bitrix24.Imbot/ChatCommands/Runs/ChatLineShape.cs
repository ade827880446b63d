namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>What a message has next to its command.</summary>
internal enum ChatLineShape
{
    /// <summary>Nothing.</summary>
    Single,

    /// <summary>Other lines, a quotation for example.</summary>
    MoreThanCommand,

    /// <summary>Further commands.</summary>
    SeveralCommands,
}
