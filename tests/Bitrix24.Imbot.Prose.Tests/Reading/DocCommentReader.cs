using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Reads the texts of a doc comment. References and code become code in backticks.</summary>
internal sealed class DocCommentReader
{
    private static readonly HashSet<string> Inline = ["c", "b", "i", "em", "strong", "a", "see", "paramref", "typeparamref"];

    private readonly string file;
    private readonly List<Prose> found = [];
    private readonly StringBuilder text = new();
    private int first;
    private int last;

    private DocCommentReader(string file) => this.file = file;

    public static IEnumerable<Prose> Read(string file, SyntaxTrivia trivia)
    {
        if (trivia.GetStructure() is not DocumentationCommentTriviaSyntax comment)
        {
            return [];
        }

        DocCommentReader reader = new(file);
        reader.Add(comment.Content);
        reader.End();
        return reader.found;
    }

    private void Add(SyntaxList<XmlNodeSyntax> nodes)
    {
        foreach (XmlNodeSyntax node in nodes)
        {
            Add(node);
        }
    }

    private void Add(XmlNodeSyntax node)
    {
        switch (node)
        {
            case XmlTextSyntax plain:
                foreach (SyntaxToken token in plain.TextTokens.Where(token => !token.IsKind(SyntaxKind.XmlTextLiteralNewLineToken)))
                {
                    Append(token.GetLocation(), token.ValueText);
                }

                break;
            case XmlEmptyElementSyntax reference:
                string name = reference.Name.ToString();
                if (Inline.Contains(name))
                {
                    Append(reference.GetLocation(), $"`{reference.Attributes.FirstOrDefault()?.ToString() ?? name}`");
                }
                else
                {
                    End();
                }

                break;
            case XmlElementSyntax element:
                AddElement(element);
                break;
        }
    }

    private void AddElement(XmlElementSyntax element)
    {
        switch (element.StartTag.Name.ToString())
        {
            case "c":
                Append(element.GetLocation(), $"`{element.Content}`");
                break;
            case "code":
                End();
                break;
            case string name when Inline.Contains(name):
                Add(element.Content);
                break;
            default:
                End();
                Add(element.Content);
                End();
                break;
        }
    }

    private void Append(Location location, string part)
    {
        int line = location.GetLineSpan().StartLinePosition.Line + 1;
        if (text.Length == 0)
        {
            if (string.IsNullOrWhiteSpace(part))
            {
                return;
            }

            first = line;
        }
        else
        {
            text.Append('\n', line - last);
        }

        last = line;
        text.Append(part);
    }

    private void End()
    {
        if (text.Length > 0)
        {
            found.Add(new Prose(file, first, text.ToString()));
        }

        text.Clear();
    }
}
