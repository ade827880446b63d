namespace Bitrix24.Imbot.Core.Listening;

/// <summary>What became of an event that was offered to the queue.</summary>
internal enum Acceptance
{
    /// <summary>It is on disk.</summary>
    Kept,

    /// <summary>It was accepted before, and is passed over.</summary>
    Repeated,

    /// <summary>There is no room for it.</summary>
    Full,
}
