namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>One value of a command line: a text, a number with the text that it was written as, or a list of these.</summary>
internal sealed record LineValue
{
    private LineValue(string text, object value, IReadOnlyList<LineValue>? items)
    {
        Text = text;
        Value = value;
        Items = items;
    }

    /// <summary>As text: without its quotes, and a number as it was written.</summary>
    public string Text { get; }

    /// <summary>The text or the number; of a list, an array of these.</summary>
    public object Value { get; }

    /// <summary>The values of a list; null for a single one.</summary>
    public IReadOnlyList<LineValue>? Items { get; }

    /// <summary>Whether it is one number.</summary>
    public bool IsNumber => Items is null && Value is not string;

    public static LineValue OfText(string text) => new(text, text, null);

    public static LineValue OfNumber(string written, object number) => new(written, number, null);

    public static LineValue OfList(IReadOnlyList<LineValue> items) =>
        new(string.Join(",", items.Select(item => item.Text)), items.Select(item => item.Value).ToArray(), items);
}
