using Bitrix24.Imbot.Core.Text.Markdown;
using Markdig.Syntax.Inlines;

namespace Bitrix24.Imbot.Markdown;

/// <summary>A mention by name.</summary>
/// <param name="target">The target of the mention.</param>
/// <param name="name">The name as written.</param>
internal sealed class MentionInline(MentionTarget target, string name) : LeafInline
{
    public MentionTarget Target { get; } = target;

    public string Name { get; } = name;
}
