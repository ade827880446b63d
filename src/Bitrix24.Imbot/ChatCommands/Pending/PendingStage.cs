namespace Bitrix24.Imbot.ChatCommands.Pending;

/// <summary>How far a call has come, as it is kept on disk.</summary>
internal enum PendingStage
{
    /// <summary>It has not run yet: its values are checked, or a person is asked.</summary>
    Open,

    /// <summary>The function runs. After a restart the call counts as interrupted.</summary>
    Running,

    /// <summary>It is over. Only cards that still show buttons are left to do.</summary>
    Ended,
}
