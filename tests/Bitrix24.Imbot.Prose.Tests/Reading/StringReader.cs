using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>Reads string literals, interpolated strings, and sums of them, each as one text.</summary>
internal static class StringReader
{
    public static IEnumerable<Prose> Read(string file, SyntaxNode root) =>
        root.DescendantNodes(node => !IsText(node)).Where(IsText).SelectMany(node => OfText(file, node));

    private static bool IsText(SyntaxNode node) =>
        node is InterpolatedStringExpressionSyntax
        || node.IsKind(SyntaxKind.StringLiteralExpression)
        || (node is BinaryExpressionSyntax sum && sum.IsKind(SyntaxKind.AddExpression)
            && Terms(sum).Any(term => term is InterpolatedStringExpressionSyntax || term.IsKind(SyntaxKind.StringLiteralExpression)));

    private static IEnumerable<Prose> OfText(string file, SyntaxNode node)
    {
        List<SyntaxNode> nested = [];
        SourceText text = new();
        foreach (ExpressionSyntax term in node is BinaryExpressionSyntax sum ? Terms(sum) : [(ExpressionSyntax)node])
        {
            Add(text, term, nested);
        }

        return text.Paragraphs(file).Concat(nested.SelectMany(inner => inner.DescendantNodesAndSelf(child => !IsText(child)))
            .Where(IsText).SelectMany(inner => OfText(file, inner)));
    }

    private static void Add(SourceText text, ExpressionSyntax term, List<SyntaxNode> nested)
    {
        FileLinePositionSpan span = term.GetLocation().GetLineSpan();
        bool spansLines = span.EndLinePosition.Line > span.StartLinePosition.Line;
        switch (term)
        {
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                text.Add(Line(literal) + (literal.Token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken) ? 1 : 0), literal.Token.ValueText, spansLines);
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                foreach (InterpolatedStringContentSyntax part in interpolated.Contents)
                {
                    text.Add(Line(part), part is InterpolatedStringTextSyntax plain ? plain.TextToken.ValueText : SourceText.Hole, spansLines);
                    nested.AddRange(part is InterpolationSyntax hole ? [hole.Expression] : []);
                }

                break;
            default:
                text.Add(Line(term), SourceText.Hole);
                nested.Add(term);
                break;
        }
    }

    private static IEnumerable<ExpressionSyntax> Terms(BinaryExpressionSyntax sum)
    {
        Stack<ExpressionSyntax> terms = new();
        ExpressionSyntax left = sum;
        while (left is BinaryExpressionSyntax add && add.IsKind(SyntaxKind.AddExpression))
        {
            terms.Push(add.Right);
            left = add.Left;
        }

        terms.Push(left);
        return terms;
    }

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
