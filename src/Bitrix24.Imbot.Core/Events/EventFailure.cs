namespace Bitrix24.Imbot.Core.Events;

/// <summary>Why an event could not be handled.</summary>
/// <param name="ErrorId">The ID of the error.</param>
/// <param name="Message">What went wrong.</param>
internal sealed record EventFailure(string ErrorId, string Message)
{
    /// <summary>The file, line, and statement where the error occurred; null if unknown.</summary>
    public string? Position { get; init; }

    /// <summary>The call stack, innermost call first; null if unknown.</summary>
    public string? Stack { get; init; }
}
