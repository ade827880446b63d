namespace Bitrix24.Imbot.Page.Tests;

/// <summary>A chat of Anna with Docs Bot that contains every kind of message part. Some of its messages are new to Anna.</summary>
internal static class SampleChat
{
    /// <returns>The ID of the message with an attachment and a keyboard.</returns>
    public static async Task<int> FillAsync(PageTest test)
    {
        test.Emulator.Portal.Write(PageTest.Anna, "456", "A question of mine, with https://example.com/link");
        int id = await test.SendAsync(new
        {
            message = "[color=#ffff00]yellow[/color] [color=#000]black[/color] [color=#fff]white[/color] [color=#00f]blue[/color] [user=23]Ivan[/user]\n"
                + ">>quoted\n[code]code[/code]\n[send=/x]send[/send]",
            attach = new
            {
                COLOR_TOKEN = "alert",
                BLOCKS = new object[]
                {
                    new { GRID = new object[] { new { DISPLAY = "TABLE", NAME = "n", VALUE = "v", COLOR_TOKEN = "alert" }, new { DISPLAY = "TABLE", NAME = "m", VALUE = "w", COLOR = "#ffeb3b" } } },
                    new { GRID = new object[] { new { DISPLAY = "ROW", NAME = "A long name of a row", VALUE = "its value", COLOR_TOKEN = "primary", WIDTH = 900 } } },
                    new { LINK = new { LINK = "https://example.com/", NAME = "Link", DESC = "Text under it" } },
                    new { DELIMITER = new { SIZE = 3000 } },
                    new { FILE = new[] { new { LINK = "https://example.com/f", NAME = "file.pdf", SIZE = 1000 } } },
                    new { USER = new { NAME = "Olga", USER_ID = 1 } },
                    new { IMAGE = new[] { new { LINK = "https://example.com/p.png", NAME = "picture" } } },
                },
            },
            keyboard = new object[]
            {
                new { TEXT = "Primary", LINK = "/1", BG_COLOR_TOKEN = "primary", DISPLAY = "LINE" },
                new { TEXT = "Secondary", LINK = "/2", BG_COLOR_TOKEN = "secondary", DISPLAY = "LINE" },
                new { TEXT = "Alert", LINK = "/3", BG_COLOR_TOKEN = "alert", DISPLAY = "LINE" },
                new { TEXT = "Base", LINK = "/4", DISPLAY = "LINE" },
                new { TEXT = "Own color", LINK = "/5", BG_COLOR = "#777777", DISPLAY = "LINE" },
                new { TEXT = "Own color", LINK = "/6", BG_COLOR = "#ffd54f" },
            },
        });
        await test.SendAsync(new { message = "A note of the system", system = "Y" });
        int asked = test.Emulator.Portal.Write(PageTest.Anna, "456", "Ещё вопрос").Id;
        await test.BotAsync("Chat.Message.Reaction.add", new { messageId = asked, reaction = "like" });
        await test.SendAsync(new { message = "An answer", replyId = asked });
        await test.BotAsync("Chat.InputAction.notify", new { dialogId = "17", duration = 600 });
        return id;
    }
}
