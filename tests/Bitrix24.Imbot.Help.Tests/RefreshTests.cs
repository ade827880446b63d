using Bitrix24.Imbot.Help.Metadata;
using Bitrix24.Imbot.Help.Refreshing;

namespace Bitrix24.Imbot.Help.Tests;

public sealed class RefreshTests
{
    private const string Page = """
        # Get-It

        ## SYNOPSIS

        Gets it.

        ## SYNTAX

        old

        ## PARAMETERS

        ### -Name

        Its name.

        ### -Size

        Its size.

        ```yaml
        Default value: 7
        Position: 9
        ```

        ## NOTES

        Kept.

        """;

    private static readonly CmdletMetadata Cmdlet = new(
        "Get-It",
        null,
        [
            new("Name", "String", false, ["Called"], [], true, [new(CmdletMetadata.AllParameterSets, true, 0, true, false)]),
            new("Size", "Int32", false, [], ["7", "8"], false, [new(CmdletMetadata.AllParameterSets, false, null, false, false)]),
        ],
        []);

    [Fact]
    public void Generated_parts_are_updated_and_written_text_is_kept()
    {
        string refreshed = PageRefresher.Refresh(Page, Cmdlet);
        Assert.Contains("```\nGet-It [-Name] <String> [-Size <Int32>] [<CommonParameters>]\n```", refreshed, StringComparison.Ordinal);
        Assert.DoesNotContain("old", refreshed, StringComparison.Ordinal);
        Assert.Contains(
            "Its name.\n\n```yaml\nType: String\nParameter Sets: (All)\nAliases: Called\n\nRequired: True\nPosition: 0\nDefault value: None\n" +
            "Accept pipeline input: True (ByValue)\nAccept wildcard characters: True\n```\n",
            refreshed,
            StringComparison.Ordinal);
        Assert.Contains("Accepted values: 7, 8\n\nRequired: False\nPosition: Named\nDefault value: 7\n", refreshed, StringComparison.Ordinal);
        Assert.EndsWith("## NOTES\n\nKept.\n", refreshed, StringComparison.Ordinal);
    }

    [Fact]
    public void Refreshing_twice_changes_nothing_more()
    {
        string once = PageRefresher.Refresh(Page, Cmdlet);
        Assert.Equal(once, PageRefresher.Refresh(once, Cmdlet));
    }
}
