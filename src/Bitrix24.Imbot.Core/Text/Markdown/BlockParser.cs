namespace Bitrix24.Imbot.Core.Text.Markdown;

/// <summary>
/// Finds the blocks of a Markdown text, line by line, as CommonMark describes it, with the tables of GFM. Two things differ: HTML is text, and
/// so is what would be nested deeper than a reader can follow.
/// </summary>
internal sealed class BlockParser
{
    /// <summary>A text of nothing but markers must not fill the stack, nor a message with indentation. A list counts twice.</summary>
    private const int MostOpen = 24;

    private readonly DocumentBlock document = new();
    private readonly LinkDefinitions definitions = new();

    /// <summary>The document, and in it the containers that the last line belonged to.</summary>
    private readonly List<ContainerBlock> open;

    /// <summary>The block of the innermost container that may go on with the next line.</summary>
    private Block? leaf;
    private bool hasBlankBefore;

    private BlockParser() => open = [document];

    private ContainerBlock Innermost => open[open.Count - 1];

    /// <summary>The blocks, and the addresses that links can name.</summary>
    public static (DocumentBlock Document, LinkDefinitions Definitions) Parse(string text)
    {
        BlockParser parser = new();
        using StringReader reader = new(text);
        while (reader.ReadLine() is { } line)
        {
            parser.Take(new LineCursor(line));
        }

        parser.CloseLeaf();
        return (parser.document, parser.definitions);
    }

    private void Take(LineCursor cursor)
    {
        int matched = 1;
        while (matched < open.Count && open[matched].TakesLine(cursor))
        {
            matched++;
        }

        bool isWhole = matched == open.Count;
        if (isWhole && TakesCode(cursor))
        {
            return;
        }

        if (!StartsBlocks(cursor, ref matched))
        {
            TakeText(cursor, matched);
        }
        else
        {
            hasBlankBefore = false;
        }
    }

    /// <summary>Lines of code are taken as they are.</summary>
    private bool TakesCode(LineCursor cursor)
    {
        switch (leaf)
        {
            case CodeBlock { Fence: { } fence } code:
                if (!cursor.IsIndented && fence.IsClosedBy(cursor.Rest))
                {
                    leaf = null;
                    return true;
                }

                cursor.SkipColumns(fence.Indent);
                code.Lines.Add(cursor.RestWithIndent);
                return true;
            case CodeBlock code when cursor.IsIndented || cursor.IsBlank:
                cursor.SkipColumns(LineCursor.CodeIndent);
                code.Lines.Add(cursor.RestWithIndent);
                hasBlankBefore = cursor.IsBlank;
                return true;
            case CodeBlock:
                leaf = null;
                return false;
            default:
                return false;
        }
    }

    /// <summary>Opens what begins on this line; false when text remains that belongs to an open block or to a new paragraph.</summary>
    private bool StartsBlocks(LineCursor cursor, ref int matched)
    {
        while (!cursor.IsBlank)
        {
            ParagraphBlock? paragraph = matched == open.Count ? leaf as ParagraphBlock : null;
            if (cursor.IsIndented)
            {
                // Behind a paragraph, also a half-closed one, it is that paragraph's next line.
                return leaf is not ParagraphBlock && StartsCode(cursor, matched, fence: null);
            }

            string rest = cursor.Rest;
            if (rest[0] == QuoteBlock.Marker && open.Count < MostOpen)
            {
                Close(matched);
                Open(new QuoteBlock { HasBlankBefore = hasBlankBefore });
                _ = Innermost.TakesLine(cursor);
            }
            else if (HeadingBlock.At(rest, hasBlankBefore) is { } heading)
            {
                Close(matched);
                Add(heading);
                return true;
            }
            else if (CodeFence.At(rest, cursor.Indent) is { } fence)
            {
                return StartsCode(cursor, matched, fence);
            }
            else if (paragraph is not null && UnderlineLevel(rest) is { } level)
            {
                return Underline(paragraph, level);
            }
            else if (RuleBlock.Is(rest))
            {
                Close(matched);
                Add(new RuleBlock { HasBlankBefore = hasBlankBefore });
                return true;
            }
            else if (ListMarker.At(rest) is { } marker && open.Count + 1 < MostOpen && (paragraph is null || CanInterrupt(rest, marker)))
            {
                Close(matched);
                OpenItem(cursor, marker);
            }
            else
            {
                return false;
            }

            matched = open.Count;
            hasBlankBefore = false;
        }

        return false;
    }

    private bool StartsCode(LineCursor cursor, int matched, CodeFence? fence)
    {
        Close(matched);
        CodeBlock code = new(fence) { HasBlankBefore = hasBlankBefore };
        Add(code);
        leaf = code;
        if (fence is null)
        {
            cursor.SkipColumns(LineCursor.CodeIndent);
            code.Lines.Add(cursor.RestWithIndent);
        }

        return true;
    }

    private void OpenItem(LineCursor cursor, ListMarker marker)
    {
        if (Innermost is not ListBlock list || !list.Marker.IsOfSameList(marker))
        {
            Open(new ListBlock(marker) { HasBlankBefore = hasBlankBefore });
        }

        int before = cursor.Indent + marker.Length;
        cursor.SkipPast(marker.Length);
        bool hasContent = !cursor.IsBlank && cursor.Indent <= LineCursor.CodeIndent;
        int blanks = hasContent ? cursor.Indent : 1;
        cursor.SkipColumns(blanks);
        ListItemBlock item = new(before + blanks) { HasBlankBefore = hasBlankBefore };
        Innermost.Children.Add(item);
        open.Add(item);
    }

    /// <summary>In the middle of a paragraph a number other than 1, or nothing behind the marker, is no list.</summary>
    private static bool CanInterrupt(string rest, ListMarker marker) =>
        marker.Number is null or 1 && !string.IsNullOrWhiteSpace(rest.Substring(marker.Length));

    private void TakeText(LineCursor cursor, int matched)
    {
        if (cursor.IsBlank)
        {
            Close(matched);
            CloseLeaf();
            hasBlankBefore = true;
            return;
        }

        // A line that goes on with a paragraph need not repeat the markers of what the paragraph stands in.
        if (leaf is ParagraphBlock paragraph)
        {
            if (matched < open.Count || !BeginsTable(paragraph, cursor))
            {
                paragraph.Lines.Add(cursor.Rest);
            }

            return;
        }

        Close(matched);
        if (leaf is TableBlock table)
        {
            table.AddRow(cursor.Rest);
            return;
        }

        ParagraphBlock begun = new() { HasBlankBefore = hasBlankBefore };
        begun.Lines.Add(cursor.Rest);
        Add(begun);
        leaf = begun;
        hasBlankBefore = false;
    }

    /// <summary>The last line of the paragraph turns out to be the headings of a table.</summary>
    private bool BeginsTable(ParagraphBlock paragraph, LineCursor cursor)
    {
        int last = paragraph.Lines.Count - 1;
        if (cursor.Next is not ('|' or '-' or ':') || TableBlock.At(paragraph.Lines[last], cursor.Rest, last == 0 && paragraph.HasBlankBefore) is not { } table)
        {
            return false;
        }

        paragraph.Lines.RemoveAt(last);
        CloseLeaf();
        Add(table);
        leaf = table;
        return true;
    }

    /// <summary>A line of equal signs or dashes makes a heading of the paragraph above it, unless nothing of that is left.</summary>
    private bool Underline(ParagraphBlock paragraph, int level)
    {
        string text = definitions.TakeFrom(paragraph.Text);
        if (text.Length == 0)
        {
            return false;
        }

        List<Block> siblings = Innermost.Children;
        siblings[siblings.Count - 1] = new HeadingBlock(level, text.Trim()) { HasBlankBefore = paragraph.HasBlankBefore };
        leaf = null;
        return true;
    }

    private static int? UnderlineLevel(string line)
    {
        string marks = line.TrimEnd(' ', '\t');
        return marks[0] is not ('=' or '-') || !marks.All(mark => mark == marks[0]) ? null : marks[0] == '=' ? 1 : 2;
    }

    private void Open(ContainerBlock container)
    {
        Add(container);
        open.Add(container);
    }

    private void Add(Block block)
    {
        CloseLeaf();

        // Between the items of a list stands nothing but items.
        while (Innermost is ListBlock)
        {
            open.RemoveAt(open.Count - 1);
        }

        Innermost.Children.Add(block);
    }

    private void Close(int matched)
    {
        if (matched < open.Count)
        {
            CloseLeaf();
            open.RemoveRange(matched, open.Count - matched);
        }
    }

    private void CloseLeaf()
    {
        if (leaf is ParagraphBlock paragraph)
        {
            string text = definitions.TakeFrom(paragraph.Text);
            paragraph.Lines.Clear();
            paragraph.Lines.Add(text);
            if (text.Length == 0)
            {
                Innermost.Children.RemoveAt(Innermost.Children.Count - 1);
            }
        }

        leaf = null;
    }
}
