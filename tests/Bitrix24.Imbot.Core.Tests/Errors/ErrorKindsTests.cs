using System.Reflection;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Errors;

public sealed class ErrorKindsTests
{
    [Fact]
    public void Every_id_is_the_name_of_its_row_and_every_row_has_advice()
    {
        PropertyInfo[] rows = typeof(ErrorKinds).GetProperties(BindingFlags.Static | BindingFlags.Public);

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            ErrorKind kind = (ErrorKind)row.GetValue(null)!;
            Assert.Equal(row.Name, kind.Id);
            Assert.EndsWith(".", kind.Advice, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("expired_token", nameof(ErrorKinds.AccessTokenExpired))]
    [InlineData("EXPIRED_TOKEN", nameof(ErrorKinds.AccessTokenExpired))]
    [InlineData("insufficient_scope", nameof(ErrorKinds.ScopeInsufficient))]
    [InlineData("bot_ownership_error", nameof(ErrorKinds.BotOfAnotherOwner))]
    [InlineData("BOT_CONTEXT_ERROR", nameof(ErrorKinds.ChatWithoutBot))]
    [InlineData("MESSAGE_DUPLICATED_BY_UUID", nameof(ErrorKinds.MessageBeingSent))]
    [InlineData("SOMETHING_NEW", nameof(ErrorKinds.PortalRefused))]
    public void Codes_are_matched_without_letter_case(string code, string errorId) => Assert.Equal(errorId, PortalErrorCodes.KindOf(code).Id);

    [Fact]
    public void A_secret_shows_itself_nowhere()
    {
        Secret secret = Secret.FromText("topsecretvalue")!;

        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.Equal("{}", System.Text.Json.JsonSerializer.Serialize(secret));
        Assert.Empty(typeof(Secret).GetProperties(BindingFlags.Instance | BindingFlags.Public));
        Assert.Equal("a *** b", secret.Scrub("a topsecretvalue b"));
    }
}
