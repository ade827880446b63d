using System.Text.Json;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Tests.Contract;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text;

/// <summary>The portal decodes texts of attachments a second time. The visible text must be the original one.</summary>
public sealed class AttachmentTextTests
{
    private const string Letters = "\\\\\\nt\"rabc :/.";

    [Fact]
    public void The_decoding_in_these_tests_matches_the_portal()
    {
        int compared = 0;
        foreach (JsonElement item in Oracle.Cases("attachments"))
        {
            if (item.GetProperty("input") is { ValueKind: JsonValueKind.Array } input && input.GetArrayLength() == 1
                && input[0].ValueKind == JsonValueKind.Object && input[0].TryGetProperty("MESSAGE", out JsonElement sent) && sent.ValueKind == JsonValueKind.String
                && sent.GetString()!.Contains('\\', StringComparison.Ordinal) && item.GetProperty("portal").TryGetProperty("attach", out JsonElement stored))
            {
                Assert.Equal(stored.GetProperty("BLOCKS")[0].GetProperty("MESSAGE").GetString(), Stored(sent.GetString()!).Trim());
                compared++;
            }
        }

        Assert.InRange(compared, 10, int.MaxValue);
    }

    [Theory]
    [InlineData(@"C:\temp\new.txt")]
    [InlineData(@"\\server\tools\night")]
    [InlineData(@"regex \d+\n and \""quoted\""")]
    [InlineData(@"DOMAIN\nick")]
    [InlineData(@"ends with \")]
    public void The_visible_text_of_each_block_is_unchanged(string text)
    {
        Attachment attachment = new(
            [
                new MessageBlock(text),
                new LinkBlock("/x") { Name = text, Description = text, Html = text },
                new UserBlock(text),
                new GridBlock([new GridRow { Name = text, Value = text }]),
                new ImageBlock("/i.png") { Name = text },
                new FileBlock("/f") { Name = text },
            ],
            description: text);
        using JsonDocument sent = JsonDocument.Parse(JsonMap.Write(attachment.ToMap()));

        string[] stored = [.. TextsIn(sent.RootElement).Where(pair => pair.Name is not ("LINK" or "DISPLAY" or "COLOR_TOKEN")).Select(pair => Stored(pair.Text))];

        Assert.Equal(10, stored.Length);
        Assert.All(stored, seen => Assert.Equal(text, Visible(seen)));
    }

    [Fact]
    public void The_visible_form_of_generated_texts_is_unchanged()
    {
        int seed = TestSize.Seed;
        Random chance = new(seed);
        for (int number = 0; number < 20_000; number++)
        {
            string text = new([.. Enumerable.Range(0, chance.Next(1, 24)).Select(_ => Letters[chance.Next(Letters.Length)])]);
            Assert.True(text == Visible(Stored(AttachmentText.Protect(text)!)), $"Seed {seed}, text {number}: {text}");
        }
    }

    [Fact]
    public void Backslashes_in_an_address_are_encoded()
    {
        Attachment attachment = new([new LinkBlock(@"https://e.com/a\nb?c=\t"), new UserBlock("x") { Avatar = @"/a\n.png" }]);

        using JsonDocument sent = JsonDocument.Parse(JsonMap.Write(attachment.ToMap()));

        Assert.Equal(
            ["https://e.com/a%5Cnb?c=%5Ct", "/a%5Cn.png"],
            TextsIn(sent.RootElement).Where(pair => pair.Name is "LINK" or "AVATAR").Select(pair => Stored(pair.Text)));
    }

    /// <summary>The text that the portal stores. It replaces the escapes one after the other.</summary>
    private static string Stored(string text) => text
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\t", "\t", StringComparison.Ordinal)
        .Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);

    private static string Visible(string text) => text.Replace("\u200B", string.Empty, StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Text)> TextsIn(JsonElement element, string name = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => TextsIn(member.Value, member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => TextsIn(item, name)),
        JsonValueKind.String => [(name, element.GetString()!)],
        _ => [],
    };
}
