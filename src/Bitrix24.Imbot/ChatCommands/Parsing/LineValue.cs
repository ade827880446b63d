namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>A value of a command line: a text, a number with its written text, or a list of these.</summary>
internal sealed record LineValue
{
    private LineValue(string text, object value, IReadOnlyList<LineValue>? items)
    {
        Text = text;
        Value = value;
        Items = items;
    }

    /// <summary>The text without quotes, or the number as it was written.</summary>
    public string Text { get; }

    /// <summary>The text or the number, or an array of these for a list.</summary>
    public object Value { get; }

    /// <summary>The values of a list; null for a single value.</summary>
    public IReadOnlyList<LineValue>? Items { get; }

    /// <summary>The values of a list, or a single value itself.</summary>
    public IReadOnlyList<LineValue> Singles => Items ?? [this];

    /// <summary>Whether it is a single number.</summary>
    public bool IsNumber => Items is null && Value is not string;

    public static LineValue FromText(string text) => new(text, text, null);

    public static LineValue FromNumber(string written, object number) => new(written, number, null);

    public static LineValue FromList(IReadOnlyList<LineValue> items) =>
        new(string.Join(",", items.Select(item => item.Text)), items.Select(item => item.Value).ToArray(), items);
}
