using System.Net;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class AddressTests : EmulatorTest
{
    [Theory]
    [InlineData("imbot.v2.Revision.get")]
    [InlineData("imbot.v2.Revision.get/")]
    [InlineData("imbot.v2.Revision.get.json")]
    [InlineData("imbot.V2.Revision.GET")]
    [InlineData("imbot.v2.Revision.Get.json/")]
    public async Task MethodIsFoundInThisSpelling(string name) => Assert.Equal(35, (await HookAsync(name)).MustSucceed().Int("rest"));

    [Theory]
    [InlineData("imbot.v2.revision.get")]
    [InlineData("Imbot.v2.Revision.get")]
    [InlineData("imbot.v2.REVISION.get")]
    [InlineData("imbot.v2.Chat.message.send")]
    [InlineData("imbot.v3.Revision.get")]
    [InlineData("imbot.v2.Revision")]
    public async Task MethodIsNotFoundInThisSpelling(string name) => (await HookAsync(name)).MustFail("ERROR_METHOD_NOT_FOUND", HttpStatusCode.NotFound);

    [Fact]
    public async Task OldMethodsAreFoundInAnyCase() => Assert.Equal("1", (await HookAsync("PROFILE")).MustSucceed().Text("ID"));

    [Fact]
    public async Task XmlIsRefused() => Assert.Equal(HttpStatusCode.BadRequest, (await HookAsync("profile.xml")).Status);

    [Fact]
    public async Task RestV3IsNotFound() => Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("rest/api/profile")).Status);

    [Fact]
    public async Task RegisterReadsTheTokenFromFieldsOnlyWhenSpelledExactly()
    {
        object body = new { fields = new { code = "spelling", botToken = "t1", properties = new { name = "S" } } };
        (await HookAsync("imbot.v2.Bot.Register", body)).MustFail("BOT_TOKEN_NOT_SPECIFIED");
        (await HookAsync("imbot.v2.Bot.register", body)).MustSucceed();
    }
}
