namespace Bitrix24.Imbot.ChatCommands.Audit;

/// <summary>The result of a run, as it is recorded.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it took, including the time of its questions.</param>
internal sealed record AuditEnd(AuditOutcome Outcome, TimeSpan Duration)
{
    /// <summary>The IDs of the messages that it sent.</summary>
    public IReadOnlyCollection<long> Messages { get; init; } = [];

    /// <summary>The reference number that the caller was shown with an error.</summary>
    public string? Reference { get; init; }

    /// <summary>The error, without secrets.</summary>
    public string? Error { get; init; }
}
