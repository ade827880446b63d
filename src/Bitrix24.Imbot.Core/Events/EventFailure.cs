namespace Bitrix24.Imbot.Core.Events;

/// <summary>Why an event could not be handled.</summary>
/// <param name="ErrorId">The id of the error.</param>
/// <param name="Message">What went wrong.</param>
internal sealed record EventFailure(string ErrorId, string Message)
{
    /// <summary>The file, line and statement where the error arose; null where that is unknown.</summary>
    public string? Position { get; init; }

    /// <summary>The calls that led there, the innermost first; null where that is unknown.</summary>
    public string? Stack { get; init; }
}
