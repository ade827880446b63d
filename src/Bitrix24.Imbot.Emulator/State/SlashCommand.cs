namespace Bitrix24.Imbot.Emulator.State;

/// <summary>A bot's command.</summary>
public sealed class SlashCommand
{
    /// <summary>The command's id.</summary>
    public required int Id { get; init; }

    /// <summary>The bot that answers it.</summary>
    public required int BotId { get; init; }

    /// <summary>The name without a slash.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>True if it works in every chat; false if only in chats with the bot.</summary>
    public bool IsCommon { get; internal set; }

    /// <summary>True: not suggested.</summary>
    public bool IsHidden { get; internal set; }

    /// <summary>True: users from outside may call it.</summary>
    public bool IsForExtranet { get; internal set; }

    /// <summary>Titles by lower-case language code.</summary>
    public IReadOnlyDictionary<string, string> Titles => TitleTexts;

    /// <summary>Descriptions of parameters by lower-case language code.</summary>
    public IReadOnlyDictionary<string, string> Parameters => ParameterTexts;

    internal SortedDictionary<string, string> TitleTexts { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, string> ParameterTexts { get; } = new(StringComparer.Ordinal);
}
