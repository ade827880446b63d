using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>A name with its value in a <see cref="GridBlock"/>; at least one of the two must be there.</summary>
public sealed record GridRow
{
    /// <summary>The name; no BB codes.</summary>
    public string? Name { get; init; }

    /// <summary>The value, with BB codes.</summary>
    public string? Value { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Colour of the value by its token: primary, secondary, alert or base.</summary>
    public string? ColorToken { get; init; }

    /// <summary>Colour of the value, #RGB or #RRGGBB.</summary>
    public string? Color { get; init; }

    /// <summary>Leads to this address.</summary>
    public string? Link { get; init; }

    /// <summary>Leads to this user.</summary>
    public long? UserId { get; init; }

    /// <summary>Leads to this chat.</summary>
    public long? ChatId { get; init; }

    /// <summary>Name and value.</summary>
    public override string ToString() => ShownText.From(Name is null || Value is null ? Name ?? Value : $"{Name}: {Value}");

    internal JsonMap ToMap(string display)
    {
        if (string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Value))
        {
            throw ContentErrors.AttachmentBlockInvalid.With("A row of a grid has neither a name nor a value.");
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
