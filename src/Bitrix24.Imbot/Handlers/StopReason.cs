namespace Bitrix24.Imbot.Handlers;

/// <summary>Why a handler is asked to stop.</summary>
internal enum StopReason
{
    /// <summary>It isn't.</summary>
    None,

    /// <summary>It ran longer than it may.</summary>
    Overdue,

    /// <summary>The bot ends, and the time in which handlers may finish is over.</summary>
    Ending,
}
