using System.Globalization;
using Bitrix24.Imbot.ChatCommands;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Audit;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Cmdlets.Events;

/// <summary>Gets the audit entries of a bot's functions, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "B24BotAudit", HelpUri = OnlineHelp.Pages + "Get-B24BotAudit.html")]
[OutputType(typeof(AuditEntry))]
public sealed class GetB24BotAuditCmdlet : B24Cmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    [Parameter]
    public DateTimeOffset? Since { get; set; }

    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    public string[]? User { get; set; }

    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CommandNameCompleter))]
    public string[]? Command { get; set; }

    protected override void ProcessRecord()
    {
        string path = Demand(Path, () => Path is null ? OfDefaultBot() : FilePaths.Resolve(this, Path));
        NamePattern[]? users = User?.Select(user => new NamePattern(user)).ToArray();
        NamePattern[]? commands = Command?.Select(command => new NamePattern(command.TrimStart('/'))).ToArray();
        TryFor(path, () =>
        {
            foreach (AuditEntry entry in AuditReader.Read(path, Since, WriteWarning))
            {
                if (IsOf(users, entry.UserId?.ToString(CultureInfo.InvariantCulture), entry.UserName) && IsOf(commands, entry.Command))
                {
                    WriteObject(entry);
                }
            }
        });
    }

    private string OfDefaultBot()
    {
        B24Session session = Sessions.Current ?? throw SessionErrors.SessionMissing.With("Not connected. Without -Path, the audit file of the session's default bot is read.");
        return ChatFunctions.AuditPathIn(StateFolder.PathOf(session.Portal, session.RequireBot(null)));
    }

    private static bool IsOf(NamePattern[]? wanted, params string?[] names) =>
        wanted is null || wanted.Any(pattern => names.Any(name => name is not null && pattern.IsMatch(name)));
}
