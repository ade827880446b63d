using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Authorization;

/// <summary>Values that were copied from a page or a chat, including the characters that copying added.</summary>
public sealed class PastedValueTests
{
    private const string Around = " \t\u00A0\u200B\uFEFF\r\n";

    [Fact]
    public void A_secret_and_an_application_id_are_trimmed_and_keep_quotation_marks()
    {
        Assert.Equal("\"se cret'", Secret.FromText(Around + "\"se cret'" + Around)!.Reveal());
        Assert.Equal("local.5", new OAuthApplication(Around + "local.5" + Around, Secret.FromText("x")!).ClientId);
    }

    [Theory]
    [InlineData("imbot,im", "imbot", "im")]
    [InlineData("imbot,im", "imbot,\u200B im\r\n", " imbot ")]
    [InlineData("imbot,im", "imbot\u00A0im\u200B", "\u200B")]
    [InlineData(null, "\u200B", null)]
    public void Scopes_are_trimmed(string? expected, string? first, string? second) => Assert.Equal(expected, Scopes.Join(first, second));

    [Fact]
    public void Spaces_and_quotation_marks_around_an_address_are_removed() =>
        Assert.Equal("https://portal.example.com/", PortalAddress.Parse($"{Around}\u00AB\u200Bportal.example.com\u00BB{Around}").AbsoluteUri);
}
