using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Users;

/// <summary>A person as <c>user.get</c> and <c>user.search</c> describe one. How much the portal sends depends on the scope (user, user_brief, user_basic).</summary>
public sealed class PortalUser : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "ID", "ACTIVE", "NAME", "LAST_NAME", "SECOND_NAME", "EMAIL", "WORK_POSITION", "UF_DEPARTMENT", "USER_TYPE", "IS_ONLINE", "PERSONAL_GENDER",
        "TIME_ZONE",
    };

    internal PortalUser(JsonElement source)
        : base(source)
    {
    }

    /// <summary>Id of the user.</summary>
    public long UserId => ReadNumber("ID") ?? 0;

    /// <summary>The private dialog with the user.</summary>
    public string DialogId => UserId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>First and last name.</summary>
    public string Name => string.Join(" ", new[] { FirstName, LastName }.Where(part => !string.IsNullOrWhiteSpace(part)));

    /// <summary>First name.</summary>
    public string? FirstName => ReadText("NAME");

    /// <summary>Last name.</summary>
    public string? LastName => ReadText("LAST_NAME");

    /// <summary>Patronymic or second name.</summary>
    public string? SecondName => ReadText("SECOND_NAME");

    /// <summary>E-mail address; null where the scope of the session doesn't include it.</summary>
    public string? Email => ReadText("EMAIL");

    /// <summary>Job title.</summary>
    public string? WorkPosition => ReadText("WORK_POSITION");

    /// <summary>Ids of departments.</summary>
    public IReadOnlyList<long> Departments => Source.Numbers("UF_DEPARTMENT");

    /// <summary>False for a dismissed person.</summary>
    public bool IsActive => ReadFlag("ACTIVE");

    /// <summary>Whether the person is online.</summary>
    public bool IsOnline => ReadFlag("IS_ONLINE");

    /// <summary>employee, extranet or email.</summary>
    public string? Type => ReadText("USER_TYPE");

    /// <summary>M or F; empty where unset.</summary>
    public string? Gender => ReadText("PERSONAL_GENDER");

    /// <summary>Time zone; empty where the portal's own applies.</summary>
    public string? TimeZone => ReadText("TIME_ZONE");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Name and id.</summary>
    public override string ToString() => $"{OneLine.From(Name)} ({UserId})";
}
