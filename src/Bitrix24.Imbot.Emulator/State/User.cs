namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A user of the portal. Each bot is also a user.</summary>
public sealed class User
{
    /// <summary>The user ID. For a bot, it is the <c>botId</c>.</summary>
    public required int Id { get; init; }

    /// <summary>The first name; for a bot, its display name.</summary>
    public string FirstName { get; internal set; } = "";

    /// <summary>The last name; can be empty.</summary>
    public string LastName { get; internal set; } = "";

    /// <summary>The first and last name.</summary>
    public string Name => $"{FirstName} {LastName}".Trim();

    /// <summary>The job title.</summary>
    public string WorkPosition { get; internal set; } = "";

    /// <summary>The color of the avatar as #rrggbb.</summary>
    public string Color { get; internal set; } = "";

    /// <summary>M, F, or empty.</summary>
    public string Gender { get; internal set; } = "";

    /// <summary>The URL of the avatar; empty if there is none.</summary>
    public string Avatar { get; internal set; } = "";

    /// <summary>The email address; can be empty.</summary>
    public string Email { get; internal set; } = "";

    /// <summary>The IDs of an employee's departments. The default is the company itself.</summary>
    public IReadOnlyList<int> DepartmentIds { get; set; } = [1];

    /// <summary>True if the user is a bot.</summary>
    public bool IsBot { get; init; }

    /// <summary>False if the user was dismissed.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>True if the user is a guest from outside the company.</summary>
    public bool IsExtranet { get; set; }

    /// <summary>True if the user is an administrator of the portal.</summary>
    public bool IsAdministrator { get; init; }
}
