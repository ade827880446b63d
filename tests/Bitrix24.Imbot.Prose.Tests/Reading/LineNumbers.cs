namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Finds the line of a position in a text.</summary>
internal sealed class LineNumbers(string text)
{
    private readonly int[] ends = [.. text.Index().Where(pair => pair.Item == '\n').Select(pair => pair.Index)];

    public int At(int position)
    {
        int index = Array.BinarySearch(ends, position);
        return (index < 0 ? ~index : index) + 1;
    }
}
