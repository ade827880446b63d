namespace Bitrix24.Imbot.ChatCommands.Audit;

/// <summary>What became of a run.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it took, the time of its questions included.</param>
internal sealed record AuditEnd(AuditOutcome Outcome, TimeSpan Duration)
{
    /// <summary>The messages that it sent.</summary>
    public IReadOnlyCollection<long> Messages { get; init; } = [];

    /// <summary>The number that its caller was told with an error.</summary>
    public string? Reference { get; init; }

    /// <summary>The error, without secrets.</summary>
    public string? Error { get; init; }
}
