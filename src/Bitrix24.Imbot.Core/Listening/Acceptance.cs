namespace Bitrix24.Imbot.Core.Listening;

/// <summary>The result of adding an event to the queue.</summary>
internal enum Acceptance
{
    /// <summary>The event was saved to disk.</summary>
    Saved,

    /// <summary>The event was accepted before and is ignored.</summary>
    Repeated,

    /// <summary>The queue is full.</summary>
    Full,
}
