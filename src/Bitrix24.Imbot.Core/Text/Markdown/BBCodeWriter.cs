using System.Text;

namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>
/// Writes text with BB codes: only the codes that are asked for act, and each one that is begun is ended. Text is neutralised as in
/// <see cref="PlainText"/>, whose beginning of a line lasts over codes here.
/// </summary>
internal sealed class BBCodeWriter
{
    private const string QuoteMark = ">>";

    private readonly StringBuilder written = new();

    /// <summary>Text that is not neutralised yet: two pieces can make a code that neither is.</summary>
    private readonly StringBuilder pending = new();

    /// <summary>Codes that are open, the outermost first.</summary>
    private readonly List<(string Name, string? Value)> open = [];
    private bool isLineStart = true;

    /// <summary>Whether each line is one of a quotation.</summary>
    public bool IsQuoting { get; set; }

    public bool IsEmpty => written.Length == 0 && pending.Length == 0;

    /// <summary>Text as it is to be seen.</summary>
    public void Text(string text) => pending.Append(text);

    /// <summary>Begins a BB code. Its value must be one that cannot end it.</summary>
    public void Begin(string name, string? value = null)
    {
        EndText();
        open.Add((name, value));
        AppendOpening(name, value);
    }

    /// <summary>Ends the code that was begun last.</summary>
    public void End()
    {
        EndText();
        (string name, _) = open[open.Count - 1];
        open.RemoveAt(open.Count - 1);
        AppendClosing(name);
    }

    /// <summary>Begins a line. In a quotation each line stands for itself, so what is open is ended before and begun again.</summary>
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

    /// <summary>Makes the line that was just begun the first one of a quotation.</summary>
    public void BeginQuote()
    {
        EndText();
        written.Append(QuoteMark);
    }

    /// <summary>A block of code. Inside, only what could act is neutralised, so that the rest can be copied as it is.</summary>
    public void Code(string code)
    {
        EndText();
        written.Append(CodeText.Block(code));
        isLineStart = false;
    }

    /// <inheritdoc />
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
