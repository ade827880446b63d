using System.Management.Automation;

namespace Bitrix24.Imbot.Sending;

/// <summary>Which parameters the command line gives, and which are left to the objects from the pipeline.</summary>
/// <param name="invocation">The call, before the first object has come.</param>
/// <param name="unset">
/// Parameters that have no value yet, among nulls. One of them that is bound nevertheless has a script block, which PowerShell runs later, for each object: what it gives
/// comes from that object.
/// </param>
internal sealed class CommandLine(InvocationInfo invocation, IReadOnlyCollection<string?> unset)
{
    /// <summary>What the command line gives; null where nothing comes by the pipeline.</summary>
    private readonly HashSet<string>? named = !invocation.ExpectingInput ? null : new HashSet<string>(
        invocation.BoundParameters.Where(parameter => parameter.Value is null || !unset.Contains(parameter.Key)).Select(parameter => parameter.Key),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether objects come by the pipeline.</summary>
    public bool HasInput => invocation.ExpectingInput;

    /// <summary>Whether the command line gives this parameter, and not an object from the pipeline.</summary>
    public bool Names(string parameter) => named?.Contains(parameter) ?? invocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Whether a property of an object from the pipeline gives this parameter.</summary>
    public bool LeavesTo(PSObject? input, string parameter) => named is not null && !named.Contains(parameter) && input?.Properties[parameter] is not null;
}
