using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Base class of cmdlets that take a session by name or as an object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NamedSessionCmdlet : B24SessionCmdlet
{
    /// <summary>The parameter set with a session object or the default session.</summary>
    protected const string ObjectSet = "Session";

    /// <summary>The parameter set with a session name.</summary>
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

    /// <summary>Gets the session. Throws a terminating error if there is none.</summary>
    protected B24Session RequireNamedSession() => Name is null
        ? RequireSession()
        : Demand(Name, () => Sessions.Require(Name.Trim()));
}
