using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Authorization;

public sealed class AuthorizationCodeTests
{
    [Theory]
    [InlineData("code-placeholder", "code-placeholder", null)]
    [InlineData(
        "https://app.example.com/cb?code=code%2Dplaceholder&state=s-77&domain=portal.example.com&member_id=0f&scope=im%2Cimbot&server_domain=oauth.bitrix.info",
        "code-placeholder",
        "portal.example.com")]
    [InlineData("https://app.example.com/cb?state=1&code=abc#fragment", "abc", null)]
    [InlineData("\u201Chttps://app.example.com/cb?state=1&code=abc\u201D", "abc", null)]
    [InlineData("' abc '", "abc", null)]
    public void Reads_a_code_and_a_redirect_address(string text, string code, string? domain)
    {
        AuthorizationCode read = AuthorizationCode.Parse(Secret.FromText(text)!);

        Assert.Equal(code, read.Code.Reveal());
        Assert.Equal(domain, read.Domain);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://app.example.com/cb")]
    [InlineData("https://app.example.com/cb?state=s")]
    [InlineData("https://app.example.com/cb?code=&state=s")]
    public void Refuses_an_address_without_a_code(string text) => Assert.Equal(
        nameof(AuthorizationErrors.AuthorizationCodeMissing),
        Assert.Throws<B24Exception>(() => AuthorizationCode.Parse(Secret.FromText(text)!)).ErrorId);

    [Fact]
    public void Refuses_a_code_of_another_portal()
    {
        AuthorizationCode code = AuthorizationCode.Parse(Secret.FromText("https://app/cb?code=c&domain=portal.example.com")!);

        code.RequirePortal(new Uri("https://PORTAL.example.com/"));
        Assert.Equal(
            nameof(AuthorizationErrors.AuthorizationOfAnotherPortal),
            Assert.Throws<B24Exception>(() => code.RequirePortal(new Uri("https://other.example.com/"))).ErrorId);
    }

    [Theory]
    [InlineData("im,imbot", "im,imbot")]
    [InlineData("im imbot", "im,imbot")]
    [InlineData(" im , imbot,im ", "im,imbot")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Scopes_are_joined_with_commas(string? text, string? expected) => Assert.Equal(expected, Scopes.Join(text));
}
