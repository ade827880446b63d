using System.Management.Automation;
using Bitrix24.Imbot.Core;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes names of the sessions of this runspace.</summary>
internal sealed class SessionNameCompleter : ValueCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<Candidate> Candidates()
    {
        using PowerShell here = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return [.. here.AddCommand("Get-B24Session").Invoke<B24Session>()
            .Select(session => new Candidate(session.Name, session.Name, session.ToString()))];
    }
}
