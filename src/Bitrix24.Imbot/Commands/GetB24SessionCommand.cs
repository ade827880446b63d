using System.Management.Automation;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Commands;

/// <summary>Gives the sessions of this runspace, the default one first, or the one inherited from where the runspace was started.</summary>
[Cmdlet(VerbsCommon.Get, "B24Session")]
[OutputType(typeof(B24Session))]
public sealed class GetB24SessionCommand : B24Command
{
    /// <summary>Only sessions of this name; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (string name in Name ?? ["*"])
        {
            NamePattern pattern = new(name);
            List<B24Session> found = [.. Sessions.All.Where(session => pattern.IsMatch(session.Name))];
            if (found.Count == 0 && !pattern.HasWildcards)
            {
                WriteError(ErrorRecords.From(ErrorKinds.SessionNotFound.With($"{ShownInput.Of(name)} is not the name of a session of this runspace."), name));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
