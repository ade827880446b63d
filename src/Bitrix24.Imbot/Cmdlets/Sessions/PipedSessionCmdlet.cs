using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Base class of cmdlets whose input is a session.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PipedSessionCmdlet : B24SessionCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public override B24Session? Session { get; set; }
}
