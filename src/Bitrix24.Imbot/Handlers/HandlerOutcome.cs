using System.Management.Automation;

namespace Bitrix24.Imbot.Handlers;

/// <summary>What came of handling one event, repeats included.</summary>
/// <param name="End">How the handler ended the last time.</param>
/// <param name="Output">What it gave the last time.</param>
/// <param name="Failure">The error that it failed with for good; null where it did not.</param>
/// <param name="Attempts">How often it was run.</param>
internal sealed record HandlerOutcome(HandlerEnd End, IReadOnlyCollection<PSObject> Output, RuntimeException? Failure, int Attempts);
