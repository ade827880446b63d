namespace Bitrix24.Imbot.Core.Text;

/// <summary>A name with its value in a <see cref="GridBlock"/>. At least one of them is required.</summary>
public sealed record GridRow
{
    /// <summary>The name, without BB codes.</summary>
    public string? Name { get; init; }

    /// <summary>The value; can contain BB codes.</summary>
    public string? Value { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Color token of the value: primary, secondary, alert, or base.</summary>
    public string? ColorToken { get; init; }

    /// <summary>Color of the value, #RGB or #RRGGBB.</summary>
    public string? Color { get; init; }

    /// <summary>Links to this URL.</summary>
    public string? Link { get; init; }

    /// <summary>Links to this user.</summary>
    public long? UserId { get; init; }

    /// <summary>Links to this chat.</summary>
    public long? ChatId { get; init; }

    /// <summary>Name and value.</summary>
    public override string ToString() => ShownText.From(Name is null || Value is null ? Name ?? Value : $"{Name}: {Value}");

    internal JsonMap ToMap(string display)
    {
        if (string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Value))
        {
            throw ContentErrors.AttachmentBlockInvalid.With("A row of the grid has no name and no value.");
        }

        return new JsonMap { ["DISPLAY"] = display }
            .AddUnlessNull("NAME", Name)
            .AddUnlessNull("VALUE", Value)
            .AddUnlessNull("WIDTH", CheckedValue.Positive("WIDTH", Width))
            .AddUnlessNull("HEIGHT", CheckedValue.Positive("HEIGHT", Height))
            .AddUnlessNull("COLOR_TOKEN", CheckedValue.OneOf("COLOR_TOKEN", ColorToken, CheckedValue.ColorTokens))
            .AddUnlessNull("COLOR", CheckedValue.Color("COLOR", Color))
            .AddUnlessNull("LINK", CheckedValue.Link("LINK", Link))
            .AddUnlessNull("USER_ID", CheckedValue.Positive("USER_ID", UserId))
            .AddUnlessNull("CHAT_ID", CheckedValue.Positive("CHAT_ID", ChatId));
    }
}
