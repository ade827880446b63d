namespace Bitrix24.Imbot.Core.SlashCommands;

/// <summary>The properties of a slash command. Null members are not sent and stay unchanged.</summary>
public sealed record SlashCommandProperties
{
    /// <summary>The name of the command without its slash.</summary>
    public string? Command { get; init; }

    /// <summary>
    /// Titles by language (<c>en</c>, <c>ru</c>), at most 255 characters. A null text removes a language. A command that isn't hidden requires a
    /// title.
    /// </summary>
    public IReadOnlyDictionary<string, string?>? Title { get; init; }

    /// <summary>
    /// Parameter texts by language, at most 255 characters. The portal reads them only together with the title
    /// (docs/portal/commands.md, "Update a command").
    /// </summary>
    public IReadOnlyDictionary<string, string?>? Parameters { get; init; }

    /// <summary>Whether the command works in every chat, or only with the bot.</summary>
    public bool? IsCommon { get; init; }

    /// <summary>Whether the command is hidden from suggestions.</summary>
    public bool? IsHidden { get; init; }

    /// <summary>Whether extranet users can use the command.</summary>
    public bool? IsExtranetSupported { get; init; }

    /// <exception cref="B24Exception">
    /// <see cref="SlashCommandErrors.CommandTitleMissing"/>: a parameter text in a language without a title would be lost.
    /// <see cref="SlashCommandErrors.CommandTextTooLong"/>.
    /// </exception>
    internal JsonMap ToFields()
    {
        if ((Title?.Values ?? []).Concat(Parameters?.Values ?? []).FirstOrDefault(text => text?.Length > SlashCommandName.MaxLength) is { } longText)
        {
            throw SlashCommandErrors.CommandTextTooLong.With($"A text of slash command '{Command}' has {longText.Length} characters. The maximum is {SlashCommandName.MaxLength}.");
        }

        string[] titled = [.. (Title ?? new Dictionary<string, string?>()).Where(text => text.Value is not null).Select(text => text.Key.ToLowerInvariant())];
        string[] untitled = [.. (Parameters?.Keys ?? []).Select(language => language.ToLowerInvariant()).Except(titled)];
        return untitled.Length == 0
            ? ToMap()
            : throw SlashCommandErrors.CommandTitleMissing.With($"Parameter texts require a title in the same call. Languages without a title: {string.Join(", ", untitled)}.");
    }

    private JsonMap ToMap() => new JsonMap()
        .AddUnlessNull("command", Command)
        .AddUnlessNull("title", MapOf(Title))
        .AddUnlessNull("params", MapOf(Parameters))
        .AddUnlessNull("common", IsCommon)
        .AddUnlessNull("hidden", IsHidden)
        .AddUnlessNull("extranetSupport", IsExtranetSupported);

    private static JsonMap? MapOf(IReadOnlyDictionary<string, string?>? texts)
    {
        if (texts is null)
        {
            return null;
        }

        JsonMap map = [];
        foreach (KeyValuePair<string, string?> text in texts)
        {
            map[text.Key.ToLowerInvariant()] = text.Value;
        }

        return map;
    }
}
