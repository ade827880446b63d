using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>What cmdlets share that work on a session given by name or as object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NamedSessionCommand : B24SessionCommand
{
    /// <summary>Parameter set in which the session is given as object, or left out.</summary>
    protected const string ObjectSet = "Session";

    /// <summary>Parameter set in which the session is named.</summary>
    protected const string NameSet = "Name";

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public string? Name { get; set; }

    [Parameter(ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public override B24Session? Session { get; set; }

    /// <summary>The session that is meant. Ends the cmdlet where there is none.</summary>
    protected B24Session RequireNamedSession() => Name is null
        ? RequireSession()
        : Demand(Name, () => Sessions.Require(Name.Trim()));
}
