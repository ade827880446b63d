namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>A value of a command line: a text, a number with its written text, or a list of these.</summary>
/// <param name="Text">The text without quotes, or the number as it was written.</param>
/// <param name="Value">The text or the number, or an array of these for a list.</param>
/// <param name="Items">The values of a list; null for a single value.</param>
internal sealed record LineValue(string Text, object Value, IReadOnlyList<LineValue>? Items)
{
    /// <summary>The values of a list, or a single value itself.</summary>
    public IReadOnlyList<LineValue> Singles => Items ?? [this];

    public bool IsNumber => Items is null && Value is not string;

    public static LineValue FromText(string text) => new(text, text, null);

    public static LineValue FromNumber(string written, object number) => new(written, number, null);

    public static LineValue FromList(IReadOnlyList<LineValue> items) =>
        new(string.Join(",", items.Select(item => item.Text)), items.Select(item => item.Value).ToArray(), items);
}
