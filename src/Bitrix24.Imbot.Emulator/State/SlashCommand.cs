namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A slash command of a bot.</summary>
public sealed class SlashCommand
{
    /// <summary>The ID of the command.</summary>
    public required int Id { get; init; }

    /// <summary>The ID of the bot that answers it.</summary>
    public required int BotId { get; init; }

    /// <summary>The name without the slash.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>True if it works in every chat; false if it works only in chats with the bot.</summary>
    public bool IsCommon { get; internal set; }

    /// <summary>True if the command isn't suggested.</summary>
    public bool IsHidden { get; internal set; }

    /// <summary>True if users from outside the company may call it.</summary>
    public bool IsForExtranet { get; internal set; }

    /// <summary>The titles by lower-case language code.</summary>
    public IReadOnlyDictionary<string, string> Titles => TitleTexts;

    /// <summary>The descriptions of the parameters by lower-case language code.</summary>
    public IReadOnlyDictionary<string, string> Parameters => ParameterTexts;

    internal SortedDictionary<string, string> TitleTexts { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, string> ParameterTexts { get; } = new(StringComparer.Ordinal);
}
