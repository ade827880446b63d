using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bitrix24.Imbot.Errors;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Errors;

/// <summary>
/// docs/errors.md is generated from Core's errors and the module's advice. After a change, run this test once with B24_WRITE_ERRORS=1 to write it.
/// </summary>
public sealed partial class ErrorPageTests
{
    private static readonly string Page = Path.Combine(RepositoryFolder.Root, "docs", "errors.md");

    [Fact]
    public void The_page_has_a_row_for_each_error()
    {
        string expected = Written();
        if (Environment.GetEnvironmentVariable("B24_WRITE_ERRORS") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        Assert.Equal(expected, File.ReadAllText(Page));
    }

    private static string Written()
    {
        StringBuilder page = new("""
            # Errors

            Each error of the module has a stable ID that scripts can rely on: the part of `FullyQualifiedErrorId` before the comma. The message
            describes what is wrong with which value, and `ErrorDetails.RecommendedAction` describes what to do. `Exception.PortalCode` contains the
            error code from the portal, if there is one. `Exception.Outcome` shows what is known about the effect of the call.

            ```powershell
            try { Send-B24BotMessage chat404 'Hello' -ErrorAction Stop }
            catch {
                $_.FullyQualifiedErrorId
                $_.Exception.PortalCode
                $_.ErrorDetails.RecommendedAction
            }
            ```

            """.ReplaceLineEndings("\n"));
        Dictionary<string, string> meanings = Meanings();
        foreach (IGrouping<ErrorGroup, ErrorKind> group in KnownErrors.Kinds.GroupBy(kind => kind.Group).OrderBy(group => group.Key))
        {
            page.Append($"\n## {Heading(group.Key)}\n\n| ID | Meaning | What to do |\n| --- | --- | --- |\n");
            foreach (ErrorKind kind in group.OrderBy(kind => kind.Id, StringComparer.Ordinal))
            {
                string codes = string.Join(", ", PortalErrorCodes.Kinds.Where(row => row.Value == kind).Select(row => $"`{row.Key}`"));
                page.Append($"| `{kind.Id}` | {Cell(meanings[kind.Id])}{(codes.Length > 0 ? $" Portal codes: {codes}." : string.Empty)} | {Cell(PowerShellAdvice.GetAdvice(kind))} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The summaries in the source, from the documentation file of the assembly.</summary>
    private static Dictionary<string, string> Meanings()
    {
        Dictionary<string, XElement> summaries = XDocument.Load(Path.ChangeExtension(typeof(ErrorKind).Assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("summary")!, StringComparer.Ordinal);
        return KnownErrors.Rows.ToDictionary(row => row.Name, row => PlainText(summaries[$"P:{row.DeclaringType!.FullName}.{row.Name}"]), StringComparer.Ordinal);
    }

    private static string PlainText(XElement summary) => Blanks().Replace(
        string.Concat(summary.Nodes().Select(node => node is XElement { Name.LocalName: "see" } see
            ? $"`{((string)see.Attribute("cref")!).Split('.')[^1]}`"
            : node is XElement element ? $"`{element.Value}`" : node.ToString())),
        " ").Trim();

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Heading(ErrorGroup group) => group switch
    {
        ErrorGroup.Argument => "Invalid values (InvalidArgument)",
        ErrorGroup.NotFound => "Not found (ObjectNotFound)",
        ErrorGroup.Authentication => "Authentication (AuthenticationError)",
        ErrorGroup.Permission => "Permissions (PermissionDenied)",
        ErrorGroup.Connection => "Network and server (ConnectionError)",
        ErrorGroup.Timeout => "Timeouts (OperationTimeout)",
        ErrorGroup.Limit => "Limits of the portal (LimitsExceeded)",
        ErrorGroup.Answer => "Unexpected answers (InvalidData)",
        ErrorGroup.Conflict => "Conflicts (ResourceExists)",
        ErrorGroup.Refused => "Refused or failed operations (InvalidOperation)",
        ErrorGroup.Storage => "Files (ReadError)",
        ErrorGroup.State => "Session and bot state (InvalidOperation)",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, null),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
