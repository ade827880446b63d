namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>Lines that are shown as they are written.</summary>
/// <param name="fence">What encloses them; null where they are indented.</param>
internal sealed class CodeBlock(CodeFence? fence) : Block
{
    public CodeFence? Fence { get; } = fence;

    public List<string> Lines { get; } = [];

    /// <summary>The code; of indented lines without blank ones at its end.</summary>
    public string Text
    {
        get
        {
            string text = string.Join("\n", Lines);
            return Fence is null ? text.TrimEnd() : text;
        }
    }
}
