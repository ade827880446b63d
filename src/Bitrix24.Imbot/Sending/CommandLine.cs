namespace Bitrix24.Imbot.Sending;

/// <summary>Tells which parameters are specified on the command line, and which come from pipeline objects.</summary>
/// <param name="invocation">The invocation of the cmdlet, before the first pipeline object.</param>
/// <param name="unset">
/// The names of parameters without a value; nulls are ignored. If such a parameter is bound, its value is a script block, which PowerShell
/// runs for each pipeline object.
/// </param>
internal sealed class CommandLine(InvocationInfo invocation, IReadOnlyCollection<string?> unset)
{
    /// <summary>The parameters on the command line; null if there is no pipeline input.</summary>
    private readonly HashSet<string>? named = !invocation.ExpectingInput ? null : new HashSet<string>(
        invocation.BoundParameters.Where(parameter => parameter.Value is null || !unset.Contains(parameter.Key)).Select(parameter => parameter.Key),
        StringComparer.OrdinalIgnoreCase);

    public bool HasInput => invocation.ExpectingInput;

    public bool Specifies(string parameter) => named?.Contains(parameter) ?? invocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Whether the parameter comes from a property of the pipeline object.</summary>
    public bool IsFromInput(PSObject? input, string parameter) => named is not null && !named.Contains(parameter) && input?.Properties[parameter] is not null;
}
