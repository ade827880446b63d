using System.Management.Automation;
using System.Management.Automation.Language;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes a session as the command that gives it, from its name.</summary>
internal sealed class SessionCompleter : SessionNameCompleter
{
    /// <inheritdoc />
    protected override string Written(string value) => $"(Get-B24Session '{CodeGeneration.EscapeSingleQuotedStringContent(WildcardPattern.Escape(value))}')";
}
