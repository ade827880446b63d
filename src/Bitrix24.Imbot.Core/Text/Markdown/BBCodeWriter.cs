using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>
/// Writes text with BB codes: only the requested codes are active, and all of them are closed. Other text is escaped as in <see cref="PlainText"/>;
/// here, codes at the beginning of a line don't end the beginning.
/// </summary>
internal sealed class BBCodeWriter
{
    private const string QuoteMark = ">>";

    private readonly StringBuilder written = new();

    /// <summary>Text that is not escaped yet, because two pieces together can form a code.</summary>
    private readonly StringBuilder pending = new();

    /// <summary>Open codes, outermost first.</summary>
    private readonly List<(string Name, string? Value)> open = [];
    private bool isLineStart = true;

    /// <summary>Whether each line is part of a quotation.</summary>
    public bool IsQuoting { get; set; }

    public bool IsEmpty => written.Length == 0 && pending.Length == 0;

    /// <summary>Adds text to display unchanged.</summary>
    public void Text(string text) => pending.Append(text);

    /// <summary>Opens a BB code. The value must not contain anything that could close it.</summary>
    public void Begin(string name, string? value = null)
    {
        EndText();
        open.Add((name, value));
        AppendOpening(name, value);
    }

    /// <summary>Closes the code that was opened last.</summary>
    public void End()
    {
        EndText();
        (string name, _) = open[open.Count - 1];
        open.RemoveAt(open.Count - 1);
        AppendClosing(name);
    }

    /// <summary>Begins a line. In a quotation, codes can't span lines, so open codes are closed and reopened.</summary>
    public void NewLine()
    {
        EndText();
        if (IsQuoting)
        {
            for (int index = open.Count - 1; index >= 0; index--)
            {
                AppendClosing(open[index].Name);
            }
        }

        written.Append('\n');
        isLineStart = true;
        if (IsQuoting)
        {
            BeginQuote();
            open.ForEach(code => AppendOpening(code.Name, code.Value));
        }
    }

    /// <summary>Makes the current line the first line of a quotation.</summary>
    public void BeginQuote()
    {
        EndText();
        written.Append(QuoteMark);
    }

    /// <summary>A code block. Only what could become active is escaped, so that the rest can be copied unchanged.</summary>
    public void Code(string code)
    {
        EndText();
        written.Append(CodeText.Block(code));
        isLineStart = false;
    }

    public override string ToString()
    {
        EndText();
        return written.ToString();
    }

    private void EndText()
    {
        isLineStart = PlainText.Append(written, pending.ToString(), isLineStart);
        pending.Clear();
    }

    private void AppendOpening(string name, string? value)
    {
        written.Append('[').Append(name);
        if (value is not null)
        {
            written.Append('=').Append(value);
        }

        written.Append(']');
    }

    private void AppendClosing(string name) => written.Append("[/").Append(name).Append(']');
}
