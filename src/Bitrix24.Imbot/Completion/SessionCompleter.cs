using System.Management.Automation;
using System.Management.Automation.Language;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes a session as the command that gives it, from its name.</summary>
internal sealed class SessionCompleter : SessionNameCompleter
{
    /// <inheritdoc />
    protected override string Written(string value, string prefix) =>
        $"({ImportedCmdlets.WithPrefix("Get-B24Session", prefix)} '{CodeGeneration.EscapeSingleQuotedStringContent(WildcardPattern.Escape(value))}')";
}
