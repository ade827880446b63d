using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Users;

/// <summary>
/// A user as returned by <c>user.get</c> and <c>user.search</c>. The members that the portal sends depend on the scope (user, user_brief,
/// user_basic).
/// </summary>
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

    /// <summary>ID of the user.</summary>
    public long UserId => ReadNumber("ID") ?? 0;

    /// <summary>ID of the private dialog with the user.</summary>
    public string DialogId => UserId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>First and last name.</summary>
    public string Name => string.Join(" ", new[] { FirstName, LastName }.Where(part => !string.IsNullOrWhiteSpace(part)));

    /// <summary>First name.</summary>
    public string? FirstName => ReadText("NAME");

    /// <summary>Last name.</summary>
    public string? LastName => ReadText("LAST_NAME");

    /// <summary>Middle name or patronymic.</summary>
    public string? SecondName => ReadText("SECOND_NAME");

    /// <summary>Email address; null if the scope of the session doesn't include it.</summary>
    public string? Email => ReadText("EMAIL");

    /// <summary>Job title.</summary>
    public string? WorkPosition => ReadText("WORK_POSITION");

    /// <summary>IDs of the user's departments.</summary>
    public IReadOnlyList<long> Departments => Source.Numbers("UF_DEPARTMENT");

    /// <summary>False for a dismissed user.</summary>
    public bool IsActive => ReadFlag("ACTIVE");

    /// <summary>Whether the user is online.</summary>
    public bool IsOnline => ReadFlag("IS_ONLINE");

    /// <summary>Type of the user: employee, extranet, or email.</summary>
    public string? Type => ReadText("USER_TYPE");

    /// <summary>M or F; empty if not set.</summary>
    public string? Gender => ReadText("PERSONAL_GENDER");

    /// <summary>Time zone; empty for the portal's time zone.</summary>
    public string? TimeZone => ReadText("TIME_ZONE");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Name and ID.</summary>
    public override string ToString() => $"{OneLine.From(Name)} ({UserId})";
}
