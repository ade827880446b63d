using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Contract.Requests;

/// <summary>What each request sends: the only place that asserts the whole JSON of requests. To add a method, add a case to its noun.</summary>
public sealed class RequestTests
{
    /// <summary>Uploads are written while they are sent, so <see cref="Files.UploadTests"/> looks at what arrives.</summary>
    private static readonly string[] Uploads = ["imbot.v2.File.upload", "im.v2.File.upload"];

    private static readonly RequestCase[] Cases =
    [
        .. BotRequestCases.All, .. ChatRequestCases.All, .. MessageRequestCases.All, .. SlashCommandRequestCases.All, .. EventAndFileRequestCases.All,
    ];

    public static TheoryData<string> Names => [.. Cases.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_request_sends_exactly_this_JSON(string name)
    {
        RequestCase expected = Cases.Single(item => item.Name == name);
        Assert.Equal((expected.Method, expected.Json), expected.Send());
    }

    [Fact]
    public void Every_method_of_the_catalogue_has_a_case() => Assert.Empty(
        Facts.Methods.Select(method => method.GetProperty("name").GetString()!).Except(Cases.Select(item => item.Method)).Except(Uploads));
}
