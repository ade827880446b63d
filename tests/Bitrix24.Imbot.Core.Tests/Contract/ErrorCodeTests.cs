using System.Text.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Contract;

/// <summary>Every listed error code has its own error with advice.</summary>
public sealed class ErrorCodeTests
{
    /// <summary>Codes with the same meaning, and the same fix.</summary>
    private static readonly string[][] Alike =
    [
        ["BOT_ID_REQUIRED", "PARAMS_REQUIRED"],
        ["SCOPE_ERROR", "insufficient_scope"],
        ["NO_AUTH_FOUND", "INVALID_CREDENTIALS"],
        ["INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER"],
        ["ATTACH_ERROR", "PARAM_ATTACH_ERROR"],
        ["COMMAND_NAME_INVALID", "COMMAND_NAME_EMPTY", "COMMAND_REQUIRED"],
        ["FILE_FOLDER_ERROR", "FOLDER_ERROR"],
        ["FILE_UPLOAD_FAILED", "UPLOAD_FAILED"],
        ["FILE_SEND_FAILED", "SEND_FAILED"],
    ];

    public static TheoryData<string> Codes => [.. Facts.Methods.SelectMany(method => method.GetProperty("errors").EnumerateArray())
        .Concat(Facts.Catalogue.GetProperty("systemErrors").EnumerateArray())
        .Select(error => error.GetProperty("code").GetString()!)
        .Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Sample answers that are errors, except those of the authorization server.</summary>
    public static TheoryData<string> Samples => [.. Facts.Samples.Where(sample => sample.Key != "_oauth")
        .SelectMany(sample => Facts.AllOf(sample.Value, "error"))
        .Where(code => code.ValueKind == JsonValueKind.String)
        .Select(code => code.GetString()!).Distinct().Order(StringComparer.Ordinal)];

    public static TheoryData<string> CodesAndSamples => [.. Codes.Select(row => row.Data).Union(Samples.Select(row => row.Data)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(CodesAndSamples))]
    public void A_listed_code_becomes_a_specific_error_with_advice(string code)
    {
        HttpAnswer answer = new(400, JsonSerializer.SerializeToUtf8Bytes(new { error = code, error_description = code }), null, null);
        B24Exception error = Assert.Throws<B24Exception>(
            () => AnswerReader.Read(answer, new Uri("https://portal.example.com/"), ApiMethod.Parse("imbot.v2.Bot.get"), []));

        Assert.Equal(code, error.PortalCode);
        Assert.NotEqual(PortalErrors.PortalRefused, error.Kind);
        Assert.NotEmpty(error.RecommendedAction);
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(500, true)]
    public void Advice_for_an_unlisted_code_depends_on_whether_the_call_may_have_been_executed(int status, bool mayHaveBeen)
    {
        HttpAnswer answer = new(status, """{"error":"BRAND_NEW"}"""u8.ToArray(), null, null);
        B24Exception error = Assert.Throws<B24Exception>(
            () => AnswerReader.Read(answer, new Uri("https://portal.example.com/"), ApiMethod.Parse("imbot.v2.Command.register"), []));

        Assert.Equal(PortalErrors.PortalRefused, error.Kind);
        Assert.Equal(mayHaveBeen, error.RecommendedAction.StartsWith(ConnectionErrors.LookFirst, StringComparison.Ordinal));
        Assert.EndsWith(PortalErrors.PortalRefused.Advice, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_with_different_meanings_have_different_errors()
    {
        IEnumerable<string[]> shared = Codes.Select(row => row.Data)
            .GroupBy(code => PortalErrorCodes.KindOf(code).Id)
            .Select(group => group.Order(StringComparer.Ordinal).ToArray())
            .Where(group => group.Length > 1 && !Alike.Any(alike => alike.Order(StringComparer.Ordinal).SequenceEqual(group)));
        Assert.Empty(shared.Select(group => string.Join(", ", group)));
    }
}
