using System.Text.Json;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Cmdlets.Users;

/// <summary>Gets people of the portal: by ID, email address, name, or department, or all of them.</summary>
[Cmdlet(VerbsCommon.Get, "B24User", DefaultParameterSetName = ListSet, HelpUri = OnlineHelp.Pages + "Get-B24User.html")]
[OutputType(typeof(PortalUser))]
public sealed class GetB24UserCmdlet : B24SessionCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";
    private const string EmailSet = "Email";

    /// <summary>The maximum number of people in one response of the portal.</summary>
    private const int PageSize = 50;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [IdentityArgument(nameof(UserId), OtherNames = [nameof(Email), "Mail", "EmailAddress"])]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateRange(1L, long.MaxValue)]
    public long[] UserId { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = EmailSet)]
    [Alias("Mail", "EmailAddress")]
    [ValidateNotNullOrEmpty]
    public string[] Email { get; set; } = [];

    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Department { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = EmailSet)]
    public SwitchParameter IncludeInactive { get; set; }

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        switch (ParameterSetName)
        {
            case IdSet:
                for (int start = 0; start < UserId.Length; start += PageSize)
                {
                    long[] ids = [.. UserId.Skip(start).Take(PageSize)];
                    TryFor(ids.Length == 1 ? ids[0] : ids, () => WriteById(session, ids));
                }

                break;
            case EmailSet:
                foreach (string email in Email)
                {
                    TryFor(email, () => WriteByEmail(session, email));
                }

                break;
            default:
                TryFor(Department is null ? Name : Department, () => WriteList(session));
                break;
        }
    }

    private void WriteById(B24Session session, long[] ids)
    {
        Dictionary<long, PortalUser> users = [];
        foreach (PortalUser user in Find(session, new UserQuery { UserIds = [.. ids.Distinct()], IncludesInactive = true }))
        {
            users[user.UserId] = user;
        }

        foreach (long id in ids)
        {
            TryFor(id, () => WriteObject(users.TryGetValue(id, out PortalUser? user) ? user : throw ChatErrors.UserNotFound.With($"User {id} was not found.")));
        }
    }

    private void WriteByEmail(B24Session session, string email)
    {
        bool isFound = false;
        foreach (PortalUser user in Find(session, new UserQuery { Email = email, IncludesInactive = IncludeInactive }))
        {
            isFound = true;
            WriteObject(user);
        }

        if (!isFound)
        {
            throw ChatErrors.UserNotFound.With($"No {(IncludeInactive ? "user" : "active user")} with the email address {ShownInput.Quote(email)} was found.");
        }
    }

    private void WriteList(B24Session session)
    {
        long[]? departments = Department is null ? null : [.. Department.SelectMany(department => DepartmentsOf(session, department))];
        if (departments is { Length: 0 })
        {
            return;
        }

        UserQuery query = new() { Name = Name, DepartmentIds = departments, IncludesInactive = IncludeInactive };
        foreach (PortalUser user in Find(session, query).Take(First))
        {
            WriteObject(user);
        }
    }

    /// <summary>Finds departments. An unknown department is a separate error, and the others are still read.</summary>
    private long[] DepartmentsOf(B24Session session, string department)
    {
        long[] found = [];
        TryFor(department, () =>
        {
            DepartmentQuery query = new(department);
            found = [.. query.Read(ReadAll(session, DepartmentQuery.Method, query.ToParameters()))];
            if (found.Length == 0)
            {
                throw ChatErrors.DepartmentNotFound.With($"Department {ShownInput.Quote(department)} was not found.");
            }
        });
        return found;
    }

    private IEnumerable<PortalUser> Find(B24Session session, UserQuery query)
    {
        IEnumerable<JsonElement> items = ReadAll(session, query.Method, query.ToParameters());
        return query.Read(items).Select(user =>
        {
            Sessions.Learn(session, user);
            return user;
        });
    }
}
