namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>The form of a message with a command.</summary>
internal enum ChatLineShape
{
    Single,

    /// <summary>The command and other lines, such as a quotation.</summary>
    MoreThanCommand,

    SeveralCommands,
}
