using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Errors;

/// <summary>Errors repeat names and numbers, but never a possible code or token.</summary>
public sealed class ShownInputTests
{
    private const int Seed = 20261129;
    private const string Digits = "0123456789";
    private const string Hex = Digits + "abcdef";
    private const string Small = "abcdefghijklmnopqrstuvwxyz";
    private const string Base64 = Small + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Digits;

    [Theory]
    [InlineData("chat5")]
    [InlineData("chat99999999999999999999")]
    [InlineData("sg1234567890123456")]
    [InlineData("17")]
    [InlineData("12345678901234567890")]
    [InlineData("-17")]
    [InlineData("nightly-2026-11-29")]
    [InlineData("nightly_2026_11_29_reports")]
    [InlineData("backup_bot")]
    [InlineData("help-desk-prod")]
    [InlineData("finance_department_reports")]
    [InlineData("server01-rack02-dc03-eu1")]
    [InlineData("MyVeryLongSessionName")]
    [InlineData("notificationservice")]
    [InlineData("john.smith2024@example.com")]
    [InlineData("administrator2024@b24-x7k2m9.example.com")]
    [InlineData("b24-x7k2m9.bitrix24.com")]
    [InlineData("imbot.v2.Chat.Message.send")]
    [InlineData("2026-11-29T10:15:00Z")]
    [InlineData("crm|LEAD|1")]
    [InlineData("a/b")]
    [InlineData("with blank")]
    [InlineData("уведомления-отдела-продаж")]
    public void Names_and_numbers_are_shown(string input) => Assert.Equal($"'{input}'", ShownInput.Quote(input));

    [Theory]
    [InlineData("abcdefgh12345678")]
    [InlineData("12345678abcdefgh")]
    [InlineData("k3y0fs1xteench4r")]
    [InlineData("bcdfghjklmnpqrst")]
    [InlineData("chat12345678901234x")]
    [InlineData(" abcdefgh12345678 ")]
    [InlineData("q83v1aB0+7dXkQm2R9sTzYw4uLpEoNc=")]
    [InlineData("q83v1aB0/7dXkQm2R9sTzYw4uLpEoNc=")]
    [InlineData("q83v1aB0.7dXkQm2R:9sTzYw4u=LpEoNc1b")]
    [InlineData("aB3/cD4+eF5/gH6+jK7/mN8=")]
    [InlineData("q83v1aB0-7dXkQm2R_9sTzYw4uLpEoNc")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxNyJ9.dBjftJeZ4CVPmB92K27uhbUJU1p1r")]
    [InlineData("5f1c0d8e-7a53-4f0e-9f55-2f6f1d1e6a11")]
    [InlineData("{00000000-1111-2222-3333-444444444444}")]
    [InlineData("0123456789abcdef0123456789abcdef01234567")]
    [InlineData("portal.bitrix24.com/rest/1/k3y0fs1xteench4r")]
    [InlineData("portal.bitrix24.com/rest/1/abcdefghijkl/")]
    [InlineData("/rest/1/abcdefghijkl/")]
    [InlineData("https://portal.example.com/rest/17/abc/")]
    [InlineData("token: k3y0fs1xteench4r")]
    public void Codes_and_tokens_are_hidden(string input)
    {
        Assert.True(ShownInput.LooksSecret(input));
        Assert.Equal("'***'", ShownInput.Quote(input));
    }

    [Theory]
    [InlineData("/tmp/5f1c0d8e-7a53-4f0e-9f55-2f6f1d1e6a11/report.txt")]
    [InlineData("~/k3y0fs1xteench4r.txt")]
    [InlineData(@"C:\Users\k3y0fs1xteench4r.txt")]
    public void Local_paths_are_not_mistaken_for_tokens(string path) => Assert.False(ShownInput.LooksSecret(path));

    [Theory]
    [InlineData(16, Small + Digits)]
    [InlineData(16, Hex)]
    [InlineData(32, Hex)]
    [InlineData(32, Base64 + "-_")]
    [InlineData(32, Base64 + "+/")]
    [InlineData(43, Base64 + "+/")]
    public void Almost_all_random_codes_are_hidden(int length, string characters)
    {
        Random random = new(Seed);
        string[] codes = [.. Enumerable.Range(0, 5000).Select(_ => new string(random.GetItems<char>(characters, length)))];

        // A code of only digits looks like a number, and a few codes look like words.
        string[] shown = [.. codes.Where(code => !ShownInput.LooksSecret(code))];
        Assert.True(shown.Length <= codes.Length / 200, $"{shown.Length}: {string.Join(' ', shown.Take(20))}");
    }

    [Fact]
    public void An_error_that_hides_its_input_is_still_a_complete_sentence()
    {
        const string token = "q83v1aB0-7dXkQm2R_9sTzYw4uLpEoNc";
        Assert.Equal("'***' is not a valid dialog ID.", Assert.Throws<B24Exception>(() => DialogId.Require(token)).Message);
        Assert.Equal("'nowhere' is not a valid dialog ID.", Assert.Throws<B24Exception>(() => DialogId.Require("nowhere")).Message);
        Assert.Contains(
            " has no profile '***' in ",
            Assert.Throws<B24Exception>(() => ProfileFile.For(token, ProfileScope.CurrentUser).Read()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_say_what_is_missing_in_a_webhook_URL_or_redirect_address()
    {
        Assert.Equal(
            "The webhook URL on a.example.com contains no code after the user ID 1.",
            Assert.Throws<B24Exception>(() => WebhookAddress.Parse(Secret.FromText("https://a.example.com/rest/1/")!)).Message);
        Assert.Equal(
            "The webhook URL on a.example.com contains no user ID after /rest/.",
            Assert.Throws<B24Exception>(() => WebhookAddress.Parse(Secret.FromText("https://a.example.com/rest/")!)).Message);
        Assert.Equal(
            "The value does not contain an authorization code.",
            Assert.Throws<B24Exception>(() => AuthorizationCode.Parse(Secret.FromText("https://a.example.com/")!)).Message);
    }
}
