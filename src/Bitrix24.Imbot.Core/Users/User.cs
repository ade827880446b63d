using System.Globalization;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Users;

/// <summary>
/// A user of the portal, which can be a person or a bot (docs/portal/users.md, "User object"). The portal often sends only some of the members.
/// </summary>
public sealed class User : PortalObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "active", "name", "firstName", "lastName", "workPosition", "color", "avatar", "gender", "birthday", "extranet", "bot", "connector",
        "externalAuthId", "status", "idle", "lastActivityDate", "mobileLastDate", "desktopLastDate", "absent", "departments", "phones", "type",
        "website", "email",
    };

    internal User(JsonElement source)
        : base(source)
    {
    }

    /// <summary>ID of the user, which is also the ID of the private dialog with the user.</summary>
    public long UserId => ReadNumber("id") ?? 0;

    /// <summary>ID of the private dialog with the user, which is the user ID.</summary>
    public string DialogId => UserId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the account is active.</summary>
    public bool IsActive => ReadFlag("active");

    /// <summary>Full name.</summary>
    public string? Name => ReadText("name");

    /// <summary>First name.</summary>
    public string? FirstName => ReadText("firstName");

    /// <summary>Last name.</summary>
    public string? LastName => ReadText("lastName");

    /// <summary>Job title.</summary>
    public string? WorkPosition => ReadText("workPosition");

    /// <summary>Color of the avatar placeholder, #RRGGBB.</summary>
    public string? Color => ReadText("color");

    /// <summary>URL of the avatar; empty if there is none.</summary>
    public string? Avatar => ReadText("avatar");

    /// <summary>M or F.</summary>
    public string? Gender => ReadText("gender");

    /// <summary>Day and month, DD-MM; empty if not set.</summary>
    public string? Birthday => ReadText("birthday");

    /// <summary>Whether the user is an extranet user.</summary>
    public bool IsExtranet => ReadFlag("extranet");

    /// <summary>Whether the user is a bot.</summary>
    public bool IsBot => ReadFlag("bot");

    /// <summary>Whether the user represents a customer in an open channel.</summary>
    public bool IsConnector => ReadFlag("connector");

    /// <summary>Kind of external authentication: default, bot, email, replica, and others.</summary>
    public string? ExternalAuthId => ReadText("externalAuthId");

    /// <summary>Status: online or dnd.</summary>
    public string? Status => ReadText("status");

    /// <summary>Start of inactivity; null if active. Always null in events.</summary>
    public DateTimeOffset? IdleSince => ReadDate("idle");

    /// <summary>Last activity; null if unknown. Always null in events.</summary>
    public DateTimeOffset? LastActivityDate => ReadDate("lastActivityDate");

    /// <summary>Last activity on a phone; null if unknown. Always null in events.</summary>
    public DateTimeOffset? MobileLastDate => ReadDate("mobileLastDate");

    /// <summary>Last activity in the desktop application; null if unknown. Always null in events.</summary>
    public DateTimeOffset? DesktopLastDate => ReadDate("desktopLastDate");

    /// <summary>Start of absence; null if not absent.</summary>
    public DateTimeOffset? AbsentSince => ReadDate("absent");

    /// <summary>IDs of the user's departments.</summary>
    public IReadOnlyList<long> Departments => Source.Numbers("departments");

    /// <summary>Phone numbers by kind, such as workPhone; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Phones => Source.TextMap("phones");

    /// <summary>Type of the user: employee, extranet, email, collaber, or bot.</summary>
    public string? Type => ReadText("type");

    /// <summary>Personal website.</summary>
    public string? Website => ReadText("website");

    /// <summary>Email address.</summary>
    public string? Email => ReadText("email");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Name and ID.</summary>
    public override string ToString() => $"{OneLine.From(Name)} ({UserId})";

    /// <summary>The users in the <c>users</c> list of an answer.</summary>
    internal static IReadOnlyList<User> ReadAll(IEnumerable<JsonElement> list) => list.Select(user => new User(user)).ToArray();
}
