using Bitrix24.Imbot.Core.Authorization;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>The public part of a saved profile, without secrets.</summary>
public sealed class ProfileInfo
{
    internal ProfileInfo(ProfileFile file, ProfileContent content)
    {
        Name = file.Name;
        Portal = content.Portal;
        Kind = content.Kind;
        ClientId = content.Application?.ClientId;
        BotId = content.BotId;
        Account = content.Account;
        SavedAt = content.SavedAt.ToLocalTime();
        Scope = file.Scope;
        FilePath = file.FilePath;
    }

    /// <summary>The profile's name.</summary>
    public string Name { get; }

    /// <summary>Scheme, host, and port of the portal.</summary>
    public Uri Portal { get; }

    /// <summary>Incoming webhook or OAuth.</summary>
    public AuthorizationKind Kind { get; }

    /// <summary>The client ID of the OAuth application; null for a webhook.</summary>
    public string? ClientId { get; }

    /// <summary>The default bot; null if there is none.</summary>
    public long? BotId { get; }

    /// <summary>The computer and user that saved the profile.</summary>
    public string Account { get; }

    /// <summary>Local time of the last change.</summary>
    public DateTimeOffset SavedAt { get; }

    /// <summary>Who can open it.</summary>
    public ProfileScope Scope { get; }

    /// <summary>The path of the file.</summary>
    public string FilePath { get; }

    /// <summary>Name and portal.</summary>
    public override string ToString() => ShownText.From($"{Name} ({Portal.Authority})");
}
