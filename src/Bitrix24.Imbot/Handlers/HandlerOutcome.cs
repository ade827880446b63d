using System.Management.Automation;

namespace Bitrix24.Imbot.Handlers;

/// <summary>What came of handling one event, repeats included.</summary>
/// <param name="End">How the handler ended the last time.</param>
/// <param name="Output">What it gave the last time.</param>
/// <param name="Failure">The error that it failed with the last time; null where it did not.</param>
/// <param name="Attempts">How often it was run.</param>
internal sealed record HandlerOutcome(HandlerEnd End, IReadOnlyCollection<PSObject> Output, Exception? Failure, int Attempts)
{
    /// <summary>Whether the handler didn't stop when it was asked to. It isn't run again.</summary>
    public bool IsGivenUp { get; init; }
}
