namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A user of the portal. Each bot is also a user.</summary>
public sealed class User
{
    /// <summary>The user's id; a bot's <c>botId</c>.</summary>
    public required int Id { get; init; }

    /// <summary>First name; for a bot the name of its properties.</summary>
    public string FirstName { get; internal set; } = "";

    /// <summary>Last name, may be empty.</summary>
    public string LastName { get; internal set; } = "";

    /// <summary>Both names.</summary>
    public string Name => $"{FirstName} {LastName}".Trim();

    /// <summary>Job title.</summary>
    public string WorkPosition { get; internal set; } = "";

    /// <summary>Color of the avatar as #rrggbb.</summary>
    public string Color { get; internal set; } = "";

    /// <summary>M, F or empty.</summary>
    public string Gender { get; internal set; } = "";

    /// <summary>Address of the avatar, empty when there is none.</summary>
    public string Avatar { get; internal set; } = "";

    /// <summary>E-mail address, may be empty.</summary>
    public string Email { get; internal set; } = "";

    /// <summary>The departments of an employee. Default the company itself.</summary>
    public IReadOnlyList<int> DepartmentIds { get; set; } = [1];

    /// <summary>True for a bot.</summary>
    public bool IsBot { get; init; }

    /// <summary>False for a dismissed user.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>True for a guest from outside.</summary>
    public bool IsExtranet { get; set; }

    /// <summary>True for an administrator of the portal.</summary>
    public bool IsAdministrator { get; init; }
}
