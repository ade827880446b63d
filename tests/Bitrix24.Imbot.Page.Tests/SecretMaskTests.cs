using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.Pages;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Page.Tests;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("/rest/1/S3cretC0de/imbot.v2.Bot.get", "/rest/1/***/imbot.v2.Bot.get")]
    [InlineData("""{"downloadUrl":"http://127.0.0.1/rest/1/S3cretC0de/download/?token=imbot%7CS3cretC0de"}""", """{"downloadUrl":"http://127.0.0.1/rest/1/***/download/?token=***"}""")]
    [InlineData("""{"botId":1,"botToken":"S3cretC0de \" x"}""", """{"botId":1,"botToken":"***"}""")]
    [InlineData("{\"botToken\":\"S3cretC0de", "{\"botToken\":\"***\"")]
    [InlineData("""{"access_token" : "S3cretC0de","refresh_token":"S3cretC0de"}""", """{"access_token" : "***","refresh_token":"***"}""")]
    [InlineData("auth=S3cretC0de&x=1", "auth=***&x=1")]
    [InlineData("fields[botToken]=S3cret%26C0de&fields[code]=my_bot", "fields[botToken]=***&fields[code]=my_bot")]
    [InlineData("cmd[a]=imbot.v2.Bot.get%3FbotId%3D1%26botToken%3DS3cretC0de%26x%3D1", "cmd[a]=imbot.v2.Bot.get%3FbotId%3D1%26botToken%3D***%26x%3D1")]
    [InlineData("""{"cmd":{"a":"imbot.v2.Bot.get?botId=1&botToken=S3cretC0de"}}""", """{"cmd":{"a":"imbot.v2.Bot.get?botId=1&botToken=***"}}""")]
    [InlineData("""{"message":"the token of my_bot_token in a text"}""", """{"message":"the token of *** in a text"}""")]
    [InlineData("""{"message":"the token \u006dy_b\u006Ft_token"}""", """{"message":"the token ***"}""")]
    [InlineData("x=my%5Fbot%5ftoken", "x=***")]
    [InlineData("""{"fields":"{\"botToken\":\"S3cretC0de\",\"x\":1}"}""", """{"fields":"{\"botToken\":\"***\",\"x\":1}"}""")]
    [InlineData("""{"fields":"{\u0022botToken\u0022:\u0022S3cretC0de\u0022}"}""", """{"fields":"{\u0022botToken\u0022:\u0022***\u0022}"}""")]
    [InlineData("""{"message":"author, soap and authority=1"}""", """{"message":"author, soap and authority=1"}""")]
    public async Task Secrets_are_hidden_by_place_name_and_value(string text, string shown)
    {
        await using PortalEmulator emulator = await PortalEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        Assert.Equal(shown, new SecretMask(emulator.Portal).Hide(text));
    }

    [Fact]
    public async Task At_the_token_endpoint_codes_and_client_secrets_are_hidden()
    {
        await using PortalEmulator emulator = await PortalEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        SecretMask mask = new(emulator.Portal);
        Assert.Equal(
            "grant_type=authorization_code&client_id=local.1&client_secret=***&code=***",
            mask.Hide("grant_type=authorization_code&client_id=local.1&client_secret=S3cretC0de&code=S3cretC0de", isTokenEndpoint: true));
        Assert.Equal(SecretMask.Sign, mask.HideHeader("authorization", "Bearer S3cretC0de"));
        Assert.Equal("text/plain", mask.HideHeader("Accept", "text/plain"));
    }
}
