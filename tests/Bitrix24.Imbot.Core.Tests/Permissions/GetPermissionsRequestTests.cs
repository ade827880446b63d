using System.Text.Json;
using Bitrix24.Imbot.Core.Permissions;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Permissions;

public sealed class GetPermissionsRequestTests
{
    [Theory]
    [InlineData("""["imbot","user","im"]""", "imbot,user,im")]
    [InlineData("""{"0":"imbot","2":"im"}""", "imbot,im")]
    [InlineData("[]", "")]
    public void Names_keep_the_order_of_the_portal(string answer, string names) => Assert.Equal(names, string.Join(',', Read(answer)));

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("""{"imbot":"Y"}""")]
    [InlineData("""["imbot",{"name":"im"}]""")]
    public void An_answer_without_names_is_an_error(string answer) =>
        Assert.Equal(nameof(ConnectionErrors.AnswerUnexpected), Assert.Throws<B24Exception>(() => Read(answer)).ErrorId);

    private static IReadOnlyList<string> Read(string answer) => new GetPermissionsRequest().ReadResult(JsonDocument.Parse(answer).RootElement);
}
