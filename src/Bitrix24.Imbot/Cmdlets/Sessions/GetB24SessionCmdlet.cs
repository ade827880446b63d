using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Gets the current session, which is the default for -Session, or other sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "B24Session", DefaultParameterSetName = NameSet, HelpUri = OnlineHelp.Pages + "Get-B24Session.html")]
[OutputType(typeof(B24Session))]
public sealed class GetB24SessionCmdlet : B24Cmdlet
{
    private const string NameSet = "Name";
    private const string AllSet = "All";

    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    protected override void ProcessRecord()
    {
        if (All)
        {
            WriteObject(Sessions.All, enumerateCollection: true);
        }
        else if (Name is not null)
        {
            foreach (string name in Name)
            {
                Find(name);
            }
        }
        else if (Sessions.Current is { } current)
        {
            WriteObject(current);
        }
    }

    private void Find(string name)
    {
        NamePattern pattern = new(name);
        List<B24Session> found = [.. Sessions.All.Where(session => pattern.IsMatch(session.Name))];
        if (found.Count == 0 && !pattern.HasWildcards)
        {
            WriteError(ErrorRecords.From(SessionErrors.SessionNotFound.With($"Session {ShownInput.Quote(name)} was not found in this runspace."), name));
        }

        WriteObject(found, enumerateCollection: true);
    }
}
