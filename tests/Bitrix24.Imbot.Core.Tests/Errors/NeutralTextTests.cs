using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Errors;

/// <summary>Core is also a library for C#, so none of its texts names a cmdlet or a parameter. The module adds such advice by error ID.</summary>
public sealed partial class NeutralTextTests
{
    private static readonly string Assembly = typeof(ErrorKind).Assembly.Location;

    [Theory]
    [InlineData("Run Get-B24Bot.")]
    [InlineData("Use Out-String first.")]
    [InlineData("Give -BotId a number.")]
    [InlineData("(-BotId)")]
    [InlineData("Run the cmdlet again.")]
    [InlineData("$using:session")]
    public void Names_of_PowerShell_are_found(string text) => Assert.Matches(PowerShellName(), text);

    [Theory]
    [InlineData("Content-Disposition")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("client_max_body_size in nginx")]
    [InlineData("-17")]
    public void Other_names_with_hyphens_are_not_found(string text) => Assert.DoesNotMatch(PowerShellName(), text);

    [Fact]
    public void No_text_in_the_code_names_a_cmdlet_or_a_parameter()
    {
        string[] texts = [.. UserStrings()];
        Assert.Contains(ConnectionErrors.LookFirst, texts);
        Assert.All(texts, text => Assert.DoesNotMatch(PowerShellName(), text));
    }

    [Fact]
    public void No_documentation_comment_names_a_cmdlet_or_a_parameter()
    {
        string[] comments = [.. XDocument.Load(Path.ChangeExtension(Assembly, ".xml")).Descendants("member").Select(member => $"{(string?)member.Attribute("name")}: {member.Value.Trim()}")];
        Assert.NotEmpty(comments);
        Assert.All(comments, comment => Assert.DoesNotMatch(PowerShellName(), comment));
    }

    /// <summary>Every text that the code can load, including constants that the compiler combined.</summary>
    private static IEnumerable<string> UserStrings()
    {
        using FileStream file = File.OpenRead(Assembly);
        using PEReader image = new(file);
        MetadataReader reader = image.GetMetadataReader();
        for (UserStringHandle handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = reader.GetNextHandle(handle))
        {
            yield return reader.GetUserString(handle);
        }
    }

    [GeneratedRegex(
        @"\b(Add|Close|Complete|Confirm|Connect|ConvertFrom|ConvertTo|Copy|Disable|Disconnect|Enable|ForEach|Format|Get|Import|Install|Invoke|Measure|Move|New|Open|Out|Read|Receive|Register"
        + @"|Remove|Rename|Request|Resolve|Save|Select|Send|Set|Show|Sort|Start|Stop|Test|Uninstall|Unregister|Update|Use|Wait|Watch|Where|Write)-[A-Z]"
        + @"|(?<![\w-])-[A-Z][A-Za-z]+|\$using:|\bcmdlets?\b")]
    private static partial Regex PowerShellName();
}
