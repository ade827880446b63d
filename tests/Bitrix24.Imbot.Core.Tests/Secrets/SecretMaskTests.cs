using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Secrets;

/// <summary>Secrets in texts are hidden, and ordinary texts are unchanged.</summary>
public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("Password")]
    [InlineData("AdminPassword")]
    [InlineData("db_password")]
    [InlineData("ApiToken")]
    [InlineData("ClientSecret")]
    [InlineData("Credential")]
    [InlineData("API_KEY")]
    [InlineData("AccessKey")]
    [InlineData("ConnectionString")]
    [InlineData("Pwd")]
    [InlineData("UserPwd")]
    [InlineData("Pin")]
    [InlineData("SimPIN")]
    [InlineData("Otp")]
    [InlineData("\u041F\u0430\u0440\u043E\u043B\u044C")]
    public void Names_of_secrets_are_recognized(string name) => Assert.True(SecretNames.Contain(name));

    [Theory]
    [InlineData("Name")]
    [InlineData("PassThru")]
    [InlineData("Path")]
    [InlineData("Pinned")]
    [InlineData("Mapping")]
    [InlineData("Author")]
    [InlineData("Compass")]
    [InlineData("Key")]
    [InlineData("Site")]
    public void Other_names_are_not_recognized(string name) => Assert.False(SecretNames.Contain(name));

    [Theory]
    [InlineData("Bearer abcDEF0123456789abc", "Bearer ***")]
    [InlineData("it uses eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U now", "it uses *** now")]
    [InlineData("https://example.bitrix24.com/rest/1/abc123def456ghi7/imbot.v2.Bot.list", "https://example.bitrix24.com/rest/1/***/imbot.v2.Bot.list")]
    [InlineData("https://anna:hunter2@example.com/x", "https://***@example.com/x")]
    [InlineData("password=hunter2; server=web", "password=***; server=web")]
    [InlineData("Password : hunter2", "Password : ***")]
    [InlineData("{\"client_secret\": \"hunter2\", \"name\": \"web\"}", "{\"client_secret\": ***, \"name\": \"web\"}")]
    [InlineData("Set-It -Password:'hunter 2' web", "Set-It -Password:*** web")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ012345", "***")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQ\nabc\n-----END PRIVATE KEY-----\nend", "***\nend")]
    public void Credentials_in_known_formats_are_hidden(string text, string shown) => Assert.Equal(shown, new SecretMask().Hide(text));

    [Theory]
    [InlineData("Restarted web-01 at 12:30.")]
    [InlineData("PasswordLastSet : 12.11.2026")]
    [InlineData("SHA256 2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824")]
    [InlineData("6f1c2a9e-0d5b-4c1e-9a55-0f6a4f8f9b10")]
    [InlineData("Get-Log -Path C:\\Logs\\web.log")]
    [InlineData("Token: no")]
    [InlineData("Basic authentication, and a bearer certificate")]
    [InlineData("The parameter -Password cannot be set from a chat.")]
    [InlineData("-Password <String> (required)  The password of the account")]
    [InlineData("https://example.com/a/b?c=d")]
    public void Ordinary_text_is_unchanged(string text) => Assert.Equal(text, new SecretMask().Hide(text));

    [Theory]
    [InlineData("Login failed for a1b2c3d4e5f6a7b8c9d0", "Login failed for ***")]
    [InlineData("key 2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824", "key ***")]
    [InlineData("Cannot find path '/var/log/web-01.log'.", "Cannot find path '/var/log/web-01.log'.")]
    [InlineData("Restart-Thing -Name 'web' -Force", "Restart-Thing -Name 'web' -Force")]
    public void HideAll_hides_everything_that_looks_like_a_token(string text, string shown) => Assert.Equal(shown, new SecretMask().HideAll(text));

    [Theory]
    [InlineData("Set-It -Name web -Password hunter2 -Force", "Set-It -Name web -Password *** -Force")]
    [InlineData("Set-It -Name web -ApiToken 'a b c d' x", "Set-It -Name web -ApiToken *** x")]
    [InlineData("Set-It -Password -Force", "Set-It -Password -Force")]
    public void Secret_parameter_values_in_a_line_are_hidden(string line, string shown) => Assert.Equal(shown, new SecretMask().HideInLine(line));

    [Fact]
    public void Known_secret_values_are_hidden_in_any_encoding()
    {
        SecretMask mask = new(() => [Secret.FromText("my_bot_token")!]);
        mask.Add("p@ss [w]");
        mask.Add("abc");

        Assert.Equal("x *** y *** *** abc", mask.Hide("x p@ss [w] y p%40ss%20%5Bw%5D my_bot_token abc"));
        Assert.Equal("***", mask.Hide("p@ss [\u200Bw]"));
    }

    [Fact]
    public void Guessed_values_are_hidden_until_they_are_replaced()
    {
        SecretMask mask = new();
        mask.Guess(["server", "hunter2"]);
        Assert.Equal("*** ***", mask.Hide("server hunter2"));

        mask.Add("hunter2");
        mask.Guess([]);
        Assert.Equal("server ***", mask.Hide("server hunter2"));
    }
}
