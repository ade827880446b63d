namespace Bitrix24.Imbot.Core.Text;

/// <summary>A user, chat, or bot with its image.</summary>
/// <param name="Name">The name to show.</param>
public sealed record UserBlock(string Name) : AttachmentBlock
{
    private static readonly string[] AvatarTypes = ["USER", "CHAT", "BOT"];

    /// <inheritdoc />
    public override string Kind => "USER";

    /// <inheritdoc />
    public override string Summary => Name;

    /// <summary>URL of the image.</summary>
    public string? Avatar { get; init; }

    /// <summary>Links to this URL.</summary>
    public string? Link { get; init; }

    /// <summary>Links to this user.</summary>
    public long? UserId { get; init; }

    /// <summary>Links to this chat.</summary>
    public long? ChatId { get; init; }

    /// <summary>Links to this bot.</summary>
    public long? BotId { get; init; }

    /// <summary>Links to this user of the Bitrix24 network.</summary>
    public string? NetworkId { get; init; }

    /// <summary>Type of the image: USER, CHAT, or BOT.</summary>
    public string? AvatarType { get; init; }

    private protected override object ToValue() => new JsonMap { ["NAME"] = CheckedValue.Required("NAME", Name) }
        .AddUnlessNull("AVATAR", CheckedValue.Link("AVATAR", Avatar))
        .AddUnlessNull("LINK", CheckedValue.Link("LINK", Link))
        .AddUnlessNull("USER_ID", CheckedValue.Positive("USER_ID", UserId))
        .AddUnlessNull("CHAT_ID", CheckedValue.Positive("CHAT_ID", ChatId))
        .AddUnlessNull("BOT_ID", CheckedValue.Positive("BOT_ID", BotId))
        .AddUnlessNull("NETWORK_ID", NetworkId)
        .AddUnlessNull("AVATAR_TYPE", CheckedValue.OneOf("AVATAR_TYPE", AvatarType, AvatarTypes));
}
