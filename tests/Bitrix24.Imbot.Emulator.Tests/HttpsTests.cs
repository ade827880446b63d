using System.Net;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Tests;

public sealed class HttpsTests : EmulatorTest
{
    protected override EmulatorOptions Options => new() { RequireHttps = true, WebhookCode = "abc" };

    [Fact]
    public async Task PlainHttpIsRefusedBeforeAWrongKey() =>
        (await GetAsync("rest/1/wrong/profile")).MustFail("INVALID_REQUEST", HttpStatusCode.Unauthorized);
}
