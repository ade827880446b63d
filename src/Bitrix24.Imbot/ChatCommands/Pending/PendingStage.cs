namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>The stage of a call, as it is stored on disk.</summary>
internal enum PendingStage
{
    /// <summary>The function hasn't started: its values are checked, or a person is asked.</summary>
    Open,

    /// <summary>The function is running. After a restart, the call counts as interrupted.</summary>
    Running,

    /// <summary>The call has ended. Only open cards remain to be closed.</summary>
    Ended,
}
