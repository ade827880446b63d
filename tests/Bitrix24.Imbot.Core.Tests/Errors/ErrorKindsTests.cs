using System.Reflection;
using Bitrix24.Imbot.Core.Secrets;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Errors;

public sealed class ErrorKindsTests
{
    [Fact]
    public void Every_error_ID_is_the_name_of_its_field_and_every_error_has_advice()
    {
        Assert.NotEmpty(KnownErrors.Rows);
        Assert.Distinct(KnownErrors.Kinds.Select(kind => kind.Id), StringComparer.Ordinal);
        Assert.All(KnownErrors.Rows, row =>
        {
            ErrorKind kind = (ErrorKind)row.GetValue(null)!;
            Assert.Equal(row.Name, kind.Id);
            Assert.EndsWith(".", kind.Advice, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("expired_token", nameof(AuthorizationErrors.AccessTokenExpired))]
    [InlineData("EXPIRED_TOKEN", nameof(AuthorizationErrors.AccessTokenExpired))]
    [InlineData("insufficient_scope", nameof(AuthorizationErrors.ScopeInsufficient))]
    [InlineData("bot_ownership_error", nameof(BotErrors.BotOfAnotherOwner))]
    [InlineData("BOT_CONTEXT_ERROR", nameof(ChatErrors.ChatWithoutBot))]
    [InlineData("MESSAGE_DUPLICATED_BY_UUID", nameof(MessageErrors.MessageBeingSent))]
    [InlineData("SOMETHING_NEW", nameof(PortalErrors.PortalRefused))]
    public void Codes_are_matched_in_any_letter_case(string code, string errorId) => Assert.Equal(errorId, PortalErrorCodes.KindOf(code).Id);

    [Fact]
    public void A_secret_never_shows_its_value()
    {
        Secret secret = Secret.FromText("topsecretvalue")!;

        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.Equal("{}", System.Text.Json.JsonSerializer.Serialize(secret));
        Assert.Empty(typeof(Secret).GetProperties(BindingFlags.Instance | BindingFlags.Public));
        Assert.Equal("a *** b", secret.Scrub("a topsecretvalue b"));
    }
}
