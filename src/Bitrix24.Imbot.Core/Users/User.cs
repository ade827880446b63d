using System.Globalization;
using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Core.Users;

/// <summary>A user of the portal, people and bots alike (docs/portal/users.md, "User object"). The portal often sends a part of the members only.</summary>
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

    /// <summary>Id of the user; also the id of the private dialog with it.</summary>
    public long UserId => ReadNumber("id") ?? 0;

    /// <summary>Id of the private dialog with it, which is the user's number.</summary>
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

    /// <summary>Colour of the avatar's placeholder, #RRGGBB.</summary>
    public string? Color => ReadText("color");

    /// <summary>Address of the avatar; empty where there is none.</summary>
    public string? Avatar => ReadText("avatar");

    /// <summary>M or F.</summary>
    public string? Gender => ReadText("gender");

    /// <summary>Day and month, DD-MM; empty where unset.</summary>
    public string? Birthday => ReadText("birthday");

    /// <summary>Whether it is an extranet user.</summary>
    public bool IsExtranet => ReadFlag("extranet");

    /// <summary>Whether it is a bot.</summary>
    public bool IsBot => ReadFlag("bot");

    /// <summary>Whether it stands for somebody in an open channel.</summary>
    public bool IsConnector => ReadFlag("connector");

    /// <summary>Kind of external login: default, bot, email, replica and others.</summary>
    public string? ExternalAuthId => ReadText("externalAuthId");

    /// <summary>online or dnd.</summary>
    public string? Status => ReadText("status");

    /// <summary>Idle since; null where not. Always null in events.</summary>
    public DateTimeOffset? IdleSince => ReadDate("idle");

    /// <summary>Last seen; null where unknown. Always null in events.</summary>
    public DateTimeOffset? LastActivityDate => ReadDate("lastActivityDate");

    /// <summary>Last seen on a phone; null where unknown. Always null in events.</summary>
    public DateTimeOffset? MobileLastDate => ReadDate("mobileLastDate");

    /// <summary>Last seen in the desktop application; null where unknown. Always null in events.</summary>
    public DateTimeOffset? DesktopLastDate => ReadDate("desktopLastDate");

    /// <summary>Absent since; null where not.</summary>
    public DateTimeOffset? AbsentSince => ReadDate("absent");

    /// <summary>Ids of departments.</summary>
    public IReadOnlyList<long> Departments => Source.Numbers("departments");

    /// <summary>Numbers by kind, such as workPhone; empty where there are none.</summary>
    public IReadOnlyDictionary<string, string> Phones => Source.TextMap("phones");

    /// <summary>employee, extranet, email, collaber or bot.</summary>
    public string? Type => ReadText("type");

    /// <summary>Personal site.</summary>
    public string? Website => ReadText("website");

    /// <summary>E-mail address.</summary>
    public string? Email => ReadText("email");

    private protected override IReadOnlyCollection<string> KnownMembers => Known;

    /// <summary>Name and id.</summary>
    public override string ToString() => $"{OneLine.From(Name)} ({UserId})";

    /// <summary>The users of an answer's list <c>users</c>.</summary>
    internal static IReadOnlyList<User> ReadAll(IEnumerable<JsonElement> list) => list.Select(user => new User(user)).ToArray();
}
