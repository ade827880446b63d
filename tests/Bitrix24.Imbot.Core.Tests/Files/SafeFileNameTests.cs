using System.Text;
using Bitrix24.Imbot.Core.Files;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Files;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("\u043e\u0442\u0447\u0451\u0442 (1).\u0434\u043e\u043a", "\u043e\u0442\u0447\u0451\u0442 (1).\u0434\u043e\u043a")]
    [InlineData("a:b*c?.txt", "a_b_c_.txt")]
    [InlineData("../../a.txt", "a.txt")]
    [InlineData("c:\\windows\\a.txt", "a.txt")]
    [InlineData("folder/", "otherwise")]
    [InlineData("..", "otherwise")]
    [InlineData("", "otherwise")]
    [InlineData(null, "otherwise")]
    [InlineData(" . . ", "otherwise")]
    [InlineData("NUL", "_NUL")]
    [InlineData("com1.txt", "_com1.txt")]
    [InlineData("console.txt", "console.txt")]
    [InlineData("a.txt. .", "a.txt")]
    [InlineData("a\nb\0.txt", "a_b_.txt")]
    [InlineData("bill\u202Efdp.exe", "bill_fdp.exe")]
    [InlineData(".profile", "profile")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("-rf", "rf")]
    [InlineData("--. -.ssh", "ssh")]
    [InlineData("\u00a0.\u00a0-x", "x")]
    [InlineData(".-. ", "otherwise")]
    [InlineData("a-b.c", "a-b.c")]
    [InlineData("Desktop.ini", "_Desktop.ini")]
    [InlineData(".autorun.INF", "_autorun.INF")]
    [InlineData("-NUL", "_NUL")]
    public void Unsafe_file_names_are_made_safe(string? name, string expected) => Assert.Equal(expected, SafeFileName.Create(name, "otherwise"));

    [Fact]
    public void Long_names_are_shortened_and_keep_their_extension()
    {
        string cut = SafeFileName.Create(string.Concat(Enumerable.Repeat("\U0001F600", 100)) + ".jpeg", "x");
        Assert.EndsWith("\U0001F600.jpeg", cut, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(cut), 190, 200);
    }

    /// <summary>The file is always saved in the folder, whatever name the portal sends.</summary>
    [Fact]
    public void No_name_leads_out_of_the_folder()
    {
        Random random = new(3);
        string[] parts = ["..", ".", "-", "/", "\\", ":", "~", "a", " ", "\0", "%2e", "\u2215", "CON", "$", "\u202e", "\ud800"];
        string folder = Path.GetFullPath("/some/folder");
        for (int round = 0; round < 20_000; round++)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => parts[random.Next(parts.Length)]));
            string full = Path.GetFullPath(Path.Combine(folder, SafeFileName.Create(name, "file")));
            Assert.Equal(folder, Path.GetDirectoryName(full));
            Assert.False(Path.GetFileName(full)[0] is '.' or '-', name);
        }
    }
}
