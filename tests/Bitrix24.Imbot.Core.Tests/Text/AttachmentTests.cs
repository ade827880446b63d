using System.Text;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text;

public sealed class AttachmentTests
{
    private const string Page = "https://ci.example.com/42";

    public static TheoryData<string, AttachmentBlock> Blocks => new()
    {
        { """{"MESSAGE":"Nightly run [b]42[/b]"}""", new MessageBlock("Nightly run [b]42[/b]") },
        { """{"LINK":{"LINK":"/company/"}}""", new LinkBlock("/company/") },
        {
            """{"LINK":{"NAME":"Log","LINK":"https://ci.example.com/42","DESC":"d","HTML":"<b>h</b>","PREVIEW":"/p.png","WIDTH":10,"HEIGHT":20,"USER_ID":1,"CHAT_ID":2,"NETWORK_ID":"n3"}}""",
            new LinkBlock(Page)
            {
                Name = "Log", Description = "d", Html = "<b>h</b>", Preview = "/p.png", Width = 10, Height = 20, UserId = 1, ChatId = 2, NetworkId = "n3",
            }
        },
        { """{"USER":{"NAME":"Ann"}}""", new UserBlock("Ann") },
        {
            """{"USER":{"NAME":"Ann","AVATAR":"/a.png","LINK":"https://ci.example.com/42","USER_ID":1,"CHAT_ID":2,"BOT_ID":3,"NETWORK_ID":"n4","AVATAR_TYPE":"BOT"}}""",
            new UserBlock("Ann") { Avatar = "/a.png", Link = Page, UserId = 1, ChatId = 2, BotId = 3, NetworkId = "n4", AvatarType = "Bot" }
        },
        {
            """{"GRID":[{"DISPLAY":"ROW","NAME":"Passed","VALUE":"118"},{"DISPLAY":"ROW","VALUE":"0"}]}""",
            new GridBlock([new GridRow { Name = "Passed", Value = "118" }, new GridRow { Value = "0" }])
        },
        {
            """{"GRID":[{"DISPLAY":"TABLE","NAME":"n","VALUE":"v","WIDTH":1,"HEIGHT":2,"COLOR_TOKEN":"alert","COLOR":"#f00","LINK":"/x","USER_ID":3,"CHAT_ID":4}]}""",
            new GridBlock(
            [
                new GridRow { Name = "n", Value = "v", Width = 1, Height = 2, ColorToken = "Alert", Color = "#f00", Link = "/x", UserId = 3, ChatId = 4 },
            ]) { Display = "table" }
        },
        { """{"IMAGE":[{"LINK":"/i.png"}]}""", new ImageBlock("/i.png") },
        {
            """{"IMAGE":[{"NAME":"n","LINK":"/i.png","PREVIEW":"/p.png","WIDTH":1,"HEIGHT":2}]}""",
            new ImageBlock("/i.png") { Name = "n", Preview = "/p.png", Width = 1, Height = 2 }
        },
        { """{"FILE":[{"NAME":"log.txt","LINK":"https://ci.example.com/42","SIZE":5000000000}]}""", new FileBlock(Page) { Name = "log.txt", Size = 5_000_000_000 } },
        { """{"DELIMITER":{"SIZE":200}}""", new DelimiterBlock() },
        { """{"DELIMITER":{"SIZE":160,"COLOR":"#c0c0c0"}}""", new DelimiterBlock { Size = 160, Color = "#c0c0c0" } },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Blocks_are_written_as_documented(string json, AttachmentBlock block) => Assert.Equal(json, JsonOf(block.ToMap()));

    [Fact]
    public void An_attachment_is_always_sent_in_its_full_form()
    {
        Assert.Equal("""{"BLOCKS":[{"MESSAGE":"x"}]}""", JsonOf(new Attachment([new MessageBlock("x")]).ToMap()));
        Assert.Equal(
            """{"COLOR_TOKEN":"secondary","COLOR":"#ABC","DESCRIPTION":"d","BLOCKS":[{"MESSAGE":"x"}]}""",
            JsonOf(new Attachment([new MessageBlock("x")], "Secondary", "#ABC", "d").ToMap()));
    }

    public static TheoryData<string, AttachmentBlock> WrongBlocks => new()
    {
        { nameof(ContentErrors.AttachmentBlockInvalid), new MessageBlock(" ") },
        { nameof(ContentErrors.AttachmentBlockInvalid), new LinkBlock("") },
        { nameof(ContentErrors.LinkInvalid), new LinkBlock("www.example.com") },
        { nameof(ContentErrors.LinkInvalid), new LinkBlock("/") { Preview = "x" } },
        { nameof(ContentErrors.NumberNotPositive), new LinkBlock("/") { UserId = 0 } },
        { nameof(ContentErrors.AttachmentBlockInvalid), new UserBlock("") },
        { nameof(ContentErrors.ValueUnknown), new UserBlock("x") { AvatarType = "CAT" } },
        { nameof(ContentErrors.AttachmentBlockInvalid), new GridBlock([]) },
        { nameof(ContentErrors.AttachmentBlockInvalid), new GridBlock([new GridRow { Name = " " }]) },
        { nameof(ContentErrors.ValueUnknown), new GridBlock([new GridRow { Name = "x" }]) { Display = "COLUMN" } },
        { nameof(ContentErrors.ColorInvalid), new GridBlock([new GridRow { Name = "x", Color = "blue" }]) },
        { nameof(ContentErrors.LinkInvalid), new ImageBlock("data:image/png;base64,") },
        { nameof(ContentErrors.NumberNotPositive), new FileBlock("/f") { Size = -1 } },
        { nameof(ContentErrors.NumberNotPositive), new DelimiterBlock { Size = 0 } },
    };

    [Theory]
    [MemberData(nameof(WrongBlocks))]
    public void Content_that_a_portal_would_drop_is_refused(string errorId, AttachmentBlock block) =>
        Assert.Equal(errorId, Assert.Throws<B24Exception>(() => new Attachment([new MessageBlock("x"), block])).ErrorId);

    [Fact]
    public void An_attachment_needs_a_block() =>
        Assert.Equal(nameof(ContentErrors.AttachmentEmpty), Assert.Throws<B24Exception>(() => new Attachment([])).ErrorId);

    [Theory]
    [InlineData("x", 59_800)]
    [InlineData("Ж", 59_800)]
    [InlineData("🎉", 59_800)]
    [InlineData("/", 29_900)]
    [InlineData("\"", 29_900)]
    public void An_attachment_is_smaller_than_60000_characters(string letter, int fitting)
    {
        string text = string.Concat(Enumerable.Repeat(letter, fitting));
        Assert.InRange(new Attachment([new MessageBlock(text)]).Size, 59_000, Attachment.SizeLimit - 1);
        B24Exception error = Assert.Throws<B24Exception>(() => new Attachment([new MessageBlock(text + text[..400])]));
        Assert.Equal(nameof(ContentErrors.AttachmentTooLarge), error.ErrorId);
    }

    [Fact]
    public void Codes_in_the_headings_and_values_of_a_table_are_escaped()
    {
        AttachmentTable table = new(["Name", "Id", "State"]);
        table.Add(["[b]sshd", "12", "[send=x]y[/send]"]);
        table.Add(["", "", ""]);

        Assert.Equal(
            """{"BLOCKS":[{"GRID":[{"DISPLAY":"TABLE","NAME":"Name","VALUE":"[b]Id | State[/b]"},{"DISPLAY":"TABLE","NAME":"[b]sshd","VALUE":"12 | [~send=x]y[~/send]"},{"DISPLAY":"TABLE","VALUE":" | "}]}]}""",
            JsonOf(table.ToAttachment("TABLE").ToMap()).Replace("\\u200B", "~", StringComparison.Ordinal).Replace('\u200B', '~'));
    }

    [Fact]
    public void A_table_that_is_too_large_says_how_many_rows_fit()
    {
        AttachmentTable table = new(["Name", "Text"]);
        for (int row = 0; row < 1_000; row++)
        {
            table.Add([$"row {row}", new string('x', 100)]);
        }

        B24Exception error = Assert.Throws<B24Exception>(() => table.ToAttachment("TABLE"));
        Assert.Equal(nameof(ContentErrors.AttachmentTooLarge), error.ErrorId);
        int fitting = int.Parse(error.Message.Split("The first ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(TableOf(fitting).ToAttachment("TABLE").Size, 59_000, Attachment.SizeLimit - 1);
        Assert.Throws<B24Exception>(() => TableOf(fitting + 1).ToAttachment("TABLE"));

        static AttachmentTable TableOf(int rows)
        {
            AttachmentTable smaller = new(["Name", "Text"]);
            for (int row = 0; row < rows; row++)
            {
                smaller.Add([$"row {row}", new string('x', 100)]);
            }

            return smaller;
        }
    }

    [Fact]
    public void A_table_of_more_than_two_columns_is_aligned_text()
    {
        AttachmentTable table = new(["Name", "Size", "Note"]);
        table.Add([new TableCell("a"), new TableCell("5", true), new TableCell(string.Empty)]);
        table.Add([new TableCell("\u6771"), new TableCell("12,345", true), new TableCell("x\ny[/code]")]);

        const string Expected = "[code]Name    Size  Note\n────  ──────  ──────────\na          5\n東    12,345  x y[\u200B/code][/code]";
        Assert.Equal(Expected, Assert.IsType<MessageBlock>(Assert.Single(table.ToAttachment().Blocks)).Message);
        Assert.Equal(Expected, table.ToText());
    }

    [Fact]
    public void A_column_that_also_contains_text_is_left_aligned()
    {
        AttachmentTable table = new([]);
        table.Add([new TableCell("1", true), new TableCell("1", true), new TableCell("x")]);
        table.Add([new TableCell("none"), new TableCell("100", true), new TableCell("x")]);

        Assert.Equal("[code]1       1  x\nnone  100  x[/code]", table.ToText());
    }

    [Fact]
    public void A_single_row_is_shown_as_names_and_values()
    {
        AttachmentTable table = new(["Name", "Size", "State"]);
        table.Add(["web", "5", "[b]up"]);

        Assert.Equal(
            """{"BLOCKS":[{"GRID":[{"DISPLAY":"TABLE","NAME":"Name","VALUE":"web"},{"DISPLAY":"TABLE","NAME":"Size","VALUE":"5"},{"DISPLAY":"TABLE","NAME":"State","VALUE":"[~b]up"}]}]}""",
            JsonOf(table.ToAttachment().ToMap()).Replace("\\u200B", "~", StringComparison.Ordinal).Replace('\u200B', '~'));
        Assert.Equal("[code]Name   web\nSize   5\nState  [b]up[/code]", table.ToText());
    }

    [Fact]
    public void Aligned_text_that_is_too_large_says_how_many_rows_fit()
    {
        AttachmentTable table = new(["A", "B", "C"]);
        for (int row = 0; row < 2_000; row++)
        {
            table.Add(["a", "b", new string('x', 50)]);
        }

        B24Exception error = Assert.Throws<B24Exception>(() => table.ToAttachment());
        Assert.Equal(nameof(ContentErrors.AttachmentTooLarge), error.ErrorId);
        Assert.Contains("The first 10", error.Message, StringComparison.Ordinal);
    }

    private static string JsonOf(JsonMap map) => Encoding.UTF8.GetString(JsonMap.Write(map));
}
