using System.Text.Json;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Batching;

public sealed class BatchQueryTests
{
    [Fact]
    public void Values_are_URL_encoded_and_nested_names_are_in_brackets() => Assert.Equal(
        "profile?a=x%20%26%20y%23%24%2B%25&flag=Y&no=0&n=-1&d=1%2E5&list[0]=1&list[1]=b&map[%3EDATE][in]=%D0%AF",
        Write(new JsonMap
        {
            ["a"] = "x & y#$+%",
            ["flag"] = true,
            ["no"] = false,
            ["n"] = -1,
            ["d"] = 1.5,
            ["list"] = new List<object?> { 1, "b" },
            ["map"] = new JsonMap { [">DATE"] = JsonDocument.Parse("""{"in":"Я"}""").RootElement },
        }));

    [Fact]
    public void A_command_without_parameters_is_only_the_method_name() => Assert.Equal("profile", Write([]));

    [Fact]
    public void A_very_long_text_is_encoded() => Assert.Equal(10 + (3 * 100_000), Write(new JsonMap { ["a"] = new string('#', 100_000) }).Length);

    [Theory]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":[]}""")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":{"b":[{}]}}""")]
    [InlineData("""{"":1}""")]
    [InlineData("""{" auth":1}""")]
    [InlineData("""{"access.token":1}""")]
    [InlineData("""{"fields[botToken]":1}""")]
    [InlineData("""{"auth[":1}""")]
    [InlineData("""{"a":{"b]":1}}""")]
    [InlineData("""{"a":{"":1}}""")]
    public void Parameters_that_a_query_string_cannot_represent_are_refused(string parameters)
    {
        B24Exception error = Assert.Throws<B24Exception>(() => Write(JsonMapReader.Read(JsonDocument.Parse(parameters).RootElement)));
        Assert.Equal(nameof(BatchErrors.BatchValueImpossible), error.ErrorId);
    }

    [Fact]
    public void More_values_than_PHP_reads_are_refused()
    {
        List<object?> values = [.. Enumerable.Range(0, 1000)];
        Assert.EndsWith("[999]=999", Write(new JsonMap { ["a"] = values }), StringComparison.Ordinal);
        values.Add(1);
        Assert.Throws<B24Exception>(() => Write(new JsonMap { ["a"] = values }));
    }

    private static string Write(JsonMap parameters) => BatchQuery.Write(ApiMethod.Parse("profile"), parameters);
}
