using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Reads comments, doc comments, and string literals of C#.</summary>
internal static class CSharpReader
{
    private static readonly CSharpParseOptions Older = new(LanguageVersion.Preview, DocumentationMode.Parse);

    private static readonly CSharpParseOptions Newer = Older.WithPreprocessorSymbols("NET", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER");

    public static IEnumerable<Prose> Read(string file, string source, bool withStrings)
    {
        IEnumerable<Prose> found = Read(file, source, withStrings, Newer);
        return Regex.IsMatch(source, @"^\s*#if\b", RegexOptions.Multiline) ? found.Union(Read(file, source, withStrings, Older)) : found;
    }

    private static IEnumerable<Prose> Read(string file, string source, bool withStrings, CSharpParseOptions options)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source, options).GetRoot();
        SyntaxTrivia[] comments = [.. root.DescendantTrivia().Where(trivia => trivia.HasStructure || IsComment(trivia))];
        IEnumerable<Prose> found = CommentText.Divide(file, comments.Where(IsComment).SelectMany(CommentLines))
            .Concat(comments.SelectMany(trivia => DocCommentReader.Read(file, trivia)));
        return withStrings ? found.Concat(StringReader.Read(file, root)) : found;
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static bool FollowsCode(SyntaxTrivia trivia) => trivia.Token.TrailingTrivia.Contains(trivia);

    private static IEnumerable<TextLine> CommentLines(SyntaxTrivia trivia)
    {
        int line = trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        string text = trivia.ToString();
        return trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
            ? [new TextLine(line, text[2..], IsAlone: FollowsCode(trivia))]
            : CommentText.Lines(line, text[2..^2]);
    }
}
