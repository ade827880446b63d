using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Core.Tests.Contract;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text;

/// <summary>A portal measures attachments and keyboards in the form in which it stores them. The client must count the same characters.</summary>
public sealed class StoredFormTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const long Bot = 456;
    private const string Send = "imbot.v2.Chat.Message.send";
    private static readonly string[] Letters = ["x", "Ж", "🎉", "/", "\"", "\\", "\n", "\r\n", "\t", "\v", "\u0001", "\u007F", "\u0085", "\u2028", "\u200B", "<", "&", " "];

    [Fact]
    public void Attachments_are_counted_as_a_portal_stores_them()
    {
        Tally tally = new();
        foreach (JsonElement item in Oracle.Cases("attachments"))
        {
            if (Said.Attachment(Expanded(item, "input")) is { } make)
            {
                JsonObject portal = Expanded(item, "portal")!.AsObject();
                tally.Compare(item.GetProperty("id").GetString()!, portal, "attach", ContentErrors.AttachmentTooLarge, stored =>
                {
                    stored!["ID"] = 1_780_000_000;
                    stored["COLOR"] = (string)stored["COLOR"]! == "*" ? "#123456" : stored["COLOR"]!.DeepClone();
                }, () => make().Size);
            }
        }

        Assert.Equal("41 counted, 8 too large, 35 refused for another reason", tally.ToString());
    }

    [Fact]
    public void Keyboards_are_counted_as_a_portal_stores_them()
    {
        Tally tally = new();
        foreach (JsonElement item in Oracle.Cases("keyboards"))
        {
            if (Said.Keyboard(Expanded(item, "input")) is { } make)
            {
                JsonObject portal = Expanded(item, "portal")!.AsObject();
                tally.Compare(item.GetProperty("id").GetString()!, portal, "keyboard", ContentErrors.KeyboardTooLarge, _ => { }, () =>
                {
                    Keyboard keyboard = make();
                    keyboard.RequireSize(Bot);
                    return keyboard.SizeFor(Bot);
                });
            }
        }

        Assert.Equal("49 counted, 4 too large, 30 refused for another reason", tally.ToString());
    }

    [Fact]
    public async Task A_portal_accepts_the_largest_attachment_and_not_one_character_more()
    {
        Random random = new(TestSize.Seed);
        for (int round = 0; round < TestSize.Choose(60, 1_000); round++)
        {
            AttachmentBlock[] blocks = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Generated.Block(random))];
            string? token = Generated.OrNull(random, () => "alert");
            string? color = Generated.OrNull(random, () => "#abc");
            string? description = Generated.OrNull(random, () => Generated.Text(random));
            Attachment With(int length) => new([.. blocks, new MessageBlock(new string('x', length))], token, color, description);
            int fitting = Attachment.SizeLimit - With(1).Size;

            Attachment largest = With(fitting);
            Assert.Equal(Attachment.SizeLimit - 1, largest.Size);
            Assert.Equal(ContentErrors.AttachmentTooLarge, Assert.Throws<B24Exception>(() => With(fitting + 1)).Kind);
            await SendAsync("attach", largest.ToMap());
            JsonMap larger = largest.ToMap();
            JsonMap[] maps = [.. (IEnumerable<JsonMap>)larger["BLOCKS"]!];
            larger["BLOCKS"] = (JsonMap[])[.. maps[..^1], new JsonMap { ["MESSAGE"] = new string('x', fitting + 1) }];
            B24Exception refusal = await Assert.ThrowsAsync<B24Exception>(() => SendAsync("attach", larger));
            Assert.Equal("PARAM_ATTACH_ERROR", refusal.PortalCode);
        }
    }

    [Fact]
    public async Task A_portal_accepts_the_largest_keyboard_and_not_one_character_more()
    {
        Random random = new(TestSize.Seed);
        for (int round = 0; round < TestSize.Choose(60, 1_000); round++)
        {
            KeyboardButton[] buttons = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Generated.Button(random))];
            Keyboard With(int length) => new([.. buttons, new KeyboardButton { Text = new string('x', length), Link = "/" }]);
            int fitting = Keyboard.SizeLimit - With(1).SizeFor(Bot);

            Keyboard largest = With(fitting);
            Assert.Equal(Keyboard.SizeLimit - 1, largest.SizeFor(Bot));
            largest.RequireSize(Bot);
            await SendAsync("keyboard", largest.ToMap(Bot));
            Keyboard larger = With(fitting + 1);
            Assert.Equal(ContentErrors.KeyboardTooLarge, Assert.Throws<B24Exception>(() => larger.RequireSize(Bot)).Kind);
            B24Exception refusal = await Assert.ThrowsAsync<B24Exception>(() => SendAsync("keyboard", larger.ToMap(Bot)));
            Assert.Equal("SENDING_FAILED", refusal.PortalCode);
        }
    }

    [Fact]
    public void A_keyboard_that_fits_one_bot_is_refused_for_another_before_it_is_sent()
    {
        Keyboard keyboard = new(Enumerable.Repeat(new KeyboardButton { Text = "A", Link = "https://e.com" }, 347));
        Assert.InRange(keyboard.SizeFor(1), 1, Keyboard.SizeLimit - 1);
        Assert.NotNull(new SendMessageRequest(1, "chat5", "text", keyboard: keyboard));

        Assert.All<Func<object>>(
            [
                () => new SendMessageRequest(1_234_567, "chat5", "text", keyboard: keyboard),
                () => new UpdateMessageRequest(1_234_567, 7, new MessageChange { Keyboard = keyboard }),
                () => new AnswerSlashCommandRequest(1_234_567, 7, 8, "chat5", "text", keyboard: keyboard),
            ],
            make => Assert.Equal(ContentErrors.KeyboardTooLarge, Assert.Throws<B24Exception>(make).Kind));
    }

    private Task<PortalAnswer> SendAsync(string name, JsonMap value) => fixture.Webhook().CallAsync(
        ApiMethod.Parse(Send),
        new JsonMap { ["botId"] = Bot, ["dialogId"] = "chat5", ["fields"] = new JsonMap { ["message"] = "t", [name] = value } },
        null,
        TestContext.Current.CancellationToken);

    private static JsonNode? Expanded(JsonElement item, string name) => Expanded(JsonNode.Parse(item.GetProperty(name).GetRawText()));

    private static JsonNode? Expanded(JsonNode? node) => node switch
    {
        JsonObject map when map["$repeat"] is JsonArray repeat && repeat[0] is JsonValue text =>
            string.Concat(Enumerable.Repeat((string)text!, (int)repeat[1]!)),
        JsonObject map when map["$repeat"] is JsonArray repeat =>
            new JsonArray([.. Enumerable.Range(0, (int)repeat[1]!).Select(_ => repeat[0]!.DeepClone())]),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Expanded(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Expanded)]),
        _ => node?.DeepClone(),
    };

    /// <summary>The length of the JSON that PHP writes with unescaped letters.</summary>
    private static int Length(JsonNode? node) => node switch
    {
        JsonObject map => 1 + map.Sum(pair => Length(JsonValue.Create(pair.Key)) + 1 + Length(pair.Value) + 1),
        JsonArray list => 1 + list.Sum(item => Length(item) + 1),
        _ when node!.GetValueKind() == JsonValueKind.String => ((string)node!).EnumerateRunes().Sum(LengthOf) + 2,
        _ => node.ToJsonString().Length,
    };

    private static int LengthOf(Rune letter) =>
        "\"\\/\b\f\n\r\t".Contains(letter.ToString(), StringComparison.Ordinal) ? 2 : letter.Value is < ' ' or 0x2028 or 0x2029 ? 6 : 1;

    /// <summary>Counts the cases in which client and portal agree.</summary>
    private sealed class Tally
    {
        /// <summary>The inputs that the portal refused because of their size. Its error code does not show this.</summary>
        private static readonly HashSet<string> LargeCases =
        [
            "at-169", "at-170", "at-171", "at-172", "at-173", "at-174", "at-178", "at-180", "kb-171", "kb-172", "kb-176", "kb-177",
        ];

        private int counted;
        private int tooLarge;
        private int refusedForOtherReason;

        public void Compare(string id, JsonObject portal, string name, ErrorKind kind, Action<JsonNode?> complete, Func<int> count)
        {
            bool isLarge = portal[name] is null && portal.ContainsKey("error") && LargeCases.Contains(id);
            try
            {
                int size = count();
                Assert.True(portal[name] is not null, $"{id}: the portal answers {portal["error"]}, the client counts {size}");
                complete(portal[name]);
                Assert.True(Length(portal[name]) == size, $"{id}: the portal stores {Length(portal[name])} characters, the client counts {size}");
                counted++;
            }
            catch (B24Exception refusal)
            {
                Assert.True(isLarge == (refusal.Kind == kind), $"{id}: {refusal.Message}");
                _ = isLarge ? tooLarge++ : refusedForOtherReason++;
            }
        }

        public override string ToString() => $"{counted} counted, {tooLarge} too large, {refusedForOtherReason} refused for another reason";
    }

    /// <summary>Converts a recorded input to objects of the client. Null if the client can't express it.</summary>
    private static class Said
    {
        public static Func<Attachment>? Attachment(JsonNode? input)
        {
            JsonObject frame = input as JsonObject ?? [];
            JsonNode? list = input is JsonArray ? input : frame["BLOCKS"];
            if (list is not JsonArray blocks || !Knows(frame, "BLOCKS", "COLOR", "COLOR_TOKEN", "DESCRIPTION", "ID") || !IsText(frame, "COLOR", "COLOR_TOKEN", "DESCRIPTION"))
            {
                return null;
            }

            Func<AttachmentBlock>[] made = [.. blocks.Select(Block).OfType<Func<AttachmentBlock>>()];
            return made.Length == blocks.Count
                ? () => new Attachment(made.Select(make => make()), (string?)frame["COLOR_TOKEN"], (string?)frame["COLOR"], (string?)frame["DESCRIPTION"])
                : null;
        }

        public static Func<Keyboard>? Keyboard(JsonNode? input)
        {
            JsonObject frame = input as JsonObject ?? [];
            JsonNode? list = input is JsonArray ? input : frame["BUTTONS"];
            if (list is not JsonArray buttons || !Knows(frame, "BUTTONS", "BOT_ID"))
            {
                return null;
            }

            KeyboardButton[] made = [.. buttons.Select(Button).OfType<KeyboardButton>()];
            return made.Length == buttons.Count && made.Any(button => !button.IsNewLine) ? () => new Keyboard(made) : null;
        }

        private static Func<AttachmentBlock>? Block(JsonNode? node)
        {
            if (node is not JsonObject { Count: 1 } block)
            {
                return null;
            }

            (string kind, JsonNode? value) = block.First();
            if (kind == "MESSAGE")
            {
                return IsText(block, kind) && (string?)value is { } text && IsSentAsIs(text) ? () => new MessageBlock(text) : null;
            }

            if (kind == "GRID")
            {
                return value is JsonArray { Count: > 0 } rows ? Grid(rows) : null;
            }

            JsonObject? part = value is JsonArray { Count: 1 } single ? single[0] as JsonObject : value as JsonObject;
            if (part is null || part.Any(pair => pair.Value is JsonValue member && member.GetValueKind() == JsonValueKind.String && !IsSentAsIs((string)member!)))
            {
                return null;
            }

            return kind switch
            {
                "LINK" when Fits(part, ["LINK", "NAME", "DESC", "HTML", "PREVIEW", "NETWORK_ID"], ["WIDTH", "HEIGHT", "USER_ID", "CHAT_ID"]) => () =>
                    new LinkBlock(((string?)part["LINK"])!)
                    {
                        Name = (string?)part["NAME"],
                        Description = (string?)part["DESC"],
                        Html = (string?)part["HTML"],
                        Preview = (string?)part["PREVIEW"],
                        NetworkId = (string?)part["NETWORK_ID"],
                        Width = (int?)part["WIDTH"],
                        Height = (int?)part["HEIGHT"],
                        UserId = (long?)part["USER_ID"],
                        ChatId = (long?)part["CHAT_ID"],
                    },
                "USER" when Fits(part, ["NAME", "AVATAR", "LINK", "NETWORK_ID", "AVATAR_TYPE"], ["USER_ID", "CHAT_ID", "BOT_ID"]) => () =>
                    new UserBlock(((string?)part["NAME"])!)
                    {
                        Avatar = (string?)part["AVATAR"],
                        Link = (string?)part["LINK"],
                        NetworkId = (string?)part["NETWORK_ID"],
                        AvatarType = (string?)part["AVATAR_TYPE"],
                        UserId = (long?)part["USER_ID"],
                        ChatId = (long?)part["CHAT_ID"],
                        BotId = (long?)part["BOT_ID"],
                    },
                "IMAGE" when Fits(part, ["NAME", "LINK", "PREVIEW"], ["WIDTH", "HEIGHT"]) => () => new ImageBlock(((string?)part["LINK"])!)
                {
                    Name = (string?)part["NAME"],
                    Preview = (string?)part["PREVIEW"],
                    Width = (int?)part["WIDTH"],
                    Height = (int?)part["HEIGHT"],
                },
                "FILE" when Fits(part, ["NAME", "LINK"], ["SIZE"]) => () => new FileBlock(((string?)part["LINK"])!)
                {
                    Name = (string?)part["NAME"],
                    Size = (long?)part["SIZE"],
                },
                "DELIMITER" when Fits(part, ["COLOR"], ["SIZE"]) => () => new DelimiterBlock
                {
                    Size = (long?)part["SIZE"] ?? DelimiterBlock.DefaultSize,
                    Color = (string?)part["COLOR"],
                },
                _ => null,
            };
        }

        private static Func<AttachmentBlock>? Grid(JsonArray rows)
        {
            // A row without a layout is stored as a BLOCK, but the client always sends a layout.
            const string standard = "BLOCK";
            if (rows.Any(row => row is not JsonObject part
                || !Fits(part, ["DISPLAY", "NAME", "VALUE", "COLOR", "COLOR_TOKEN", "LINK"], ["WIDTH", "HEIGHT", "USER_ID", "CHAT_ID"])
                || !IsSentAsIs((string?)part["NAME"]) || !IsSentAsIs((string?)part["VALUE"])))
            {
                return null;
            }

            string[] displays = [.. rows.Select(row => (string?)row!["DISPLAY"] ?? standard).Distinct()];
            return displays.Length > 1 ? null : () => new GridBlock(
                [
                    .. rows.Select(row => new GridRow
                    {
                        Name = (string?)row!["NAME"],
                        Value = (string?)row["VALUE"],
                        Color = (string?)row["COLOR"],
                        ColorToken = (string?)row["COLOR_TOKEN"],
                        Link = (string?)row["LINK"],
                        Width = (int?)row["WIDTH"],
                        Height = (int?)row["HEIGHT"],
                        UserId = (long?)row["USER_ID"],
                        ChatId = (long?)row["CHAT_ID"],
                    }),
                ]) { Display = displays[0] };
        }

        private static KeyboardButton? Button(JsonNode? node) => node is JsonObject part && Fits(
                part,
                [
                    "TYPE", "TEXT", "LINK", "ACTION", "ACTION_VALUE", "COMMAND", "COMMAND_PARAMS", "APP_PARAMS", "BLOCK", "DISABLED", "CONTEXT", "DISPLAY", "BG_COLOR_TOKEN",
                    "BG_COLOR", "TEXT_COLOR", "OFF_BG_COLOR", "OFF_TEXT_COLOR",
                ],
                ["APP_ID", "WIDTH"])
            && (string?)part["TYPE"] is null or "BUTTON" or "NEWLINE" && IsWrittenAsSent(part) ? new KeyboardButton
            {
                IsNewLine = (string?)part["TYPE"] == "NEWLINE",
                Text = (string?)part["TEXT"],
                Link = (string?)part["LINK"],
                Action = (string?)part["ACTION"],
                ActionValue = (string?)part["ACTION_VALUE"],
                Command = (string?)part["COMMAND"],
                CommandParameter = (string?)part["COMMAND_PARAMS"],
                AppId = (long?)part["APP_ID"],
                AppParameter = (string?)part["APP_PARAMS"],
                IsBlocking = part["BLOCK"] is null ? null : (string?)part["BLOCK"] == "Y",
                IsDisabled = part["DISABLED"] is null ? null : (string?)part["DISABLED"] == "Y",
                Context = (string?)part["CONTEXT"],
                Display = (string?)part["DISPLAY"],
                Width = (int?)part["WIDTH"],
                ColorToken = (string?)part["BG_COLOR_TOKEN"],
                BackgroundColor = (string?)part["BG_COLOR"],
                TextColor = (string?)part["TEXT_COLOR"],
                OffBackgroundColor = (string?)part["OFF_BG_COLOR"],
                OffTextColor = (string?)part["OFF_TEXT_COLOR"],
            }
            : null;

        /// <summary>The client removes all leading slashes of a command and the portal only one. The client writes names in upper case.</summary>
        private static bool IsWrittenAsSent(JsonObject part) => ((string?)part["COMMAND"])?.StartsWith("//", StringComparison.Ordinal) != true
            && new[] { "ACTION", "DISPLAY", "CONTEXT" }.All(name => (string?)part[name] is not { } text || text == text.ToUpperInvariant());

        /// <summary>The client protects text that the portal would decode, so it never sends such a text unchanged.</summary>
        private static bool IsSentAsIs(string? text) => AttachmentText.Protect(text) == text;

        private static bool Fits(JsonObject part, string[] texts, string[] numbers) => Knows(part, [.. texts, .. numbers]) && IsText(part, texts)
            && numbers.All(name => part[name] is null || part[name]!.GetValueKind() == JsonValueKind.Number);

        private static bool Knows(JsonObject part, params string[] names) => part.All(pair => names.Contains(pair.Key));

        private static bool IsText(JsonObject part, params string[] names) =>
            names.All(name => part[name] is null || part[name]!.GetValueKind() == JsonValueKind.String);
    }

    /// <summary>Blocks and buttons with random members, and texts that JSON, HTML, and trimming change.</summary>
    private static class Generated
    {
        public static T? OrNull<T>(Random random, Func<T> make)
            where T : class => random.Next(2) == 0 ? make() : null;

        public static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Letters[random.Next(Letters.Length)]));

        public static AttachmentBlock Block(Random random) => random.Next(7) switch
        {
            0 => new MessageBlock(Filled(random)),
            1 => new LinkBlock(Link(random))
            {
                Name = Maybe(random),
                Description = Maybe(random),
                Html = Maybe(random),
                Preview = OrNull(random, () => Link(random)),
                Width = Number(random),
                Height = Number(random),
                UserId = Large(random),
                ChatId = Large(random),
                NetworkId = Network(random),
            },
            2 => new UserBlock(Filled(random))
            {
                Avatar = OrNull(random, () => Link(random)),
                Link = OrNull(random, () => Link(random)),
                UserId = Large(random),
                ChatId = Large(random),
                BotId = Large(random),
                NetworkId = Network(random),
                AvatarType = OrNull(random, () => "BOT"),
            },
            3 => new GridBlock([.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => Row(random))]) { Display = random.Next(2) == 0 ? "TABLE" : "LINE" },
            4 => new ImageBlock(Link(random)) { Name = Maybe(random), Preview = OrNull(random, () => Link(random)), Width = Number(random), Height = Number(random) },
            5 => new FileBlock(Link(random)) { Name = Maybe(random), Size = Large(random) },
            _ => new DelimiterBlock { Size = random.Next(1, 2_000), Color = OrNull(random, () => "#c0c0c0") },
        };

        public static KeyboardButton Button(Random random)
        {
            KeyboardButton button = new()
            {
                Text = Filled(random),
                IsBlocking = Flag(random),
                IsDisabled = Flag(random),
                Context = OrNull(random, () => "MOBILE"),
                Display = OrNull(random, () => "LINE"),
                Width = Number(random),
                ColorToken = OrNull(random, () => "primary"),
                BackgroundColor = OrNull(random, () => "#abc"),
                TextColor = OrNull(random, () => "#abcdef"),
                OffBackgroundColor = OrNull(random, () => "#abc"),
                OffTextColor = OrNull(random, () => "#abc"),
            };
            return random.Next(5) switch
            {
                0 => button with { Link = Link(random) },
                1 => button with { Command = "/run", CommandParameter = Maybe(random) },
                2 => button with { Action = "PUT", ActionValue = Filled(random) },
                3 => button with { AppId = Large(random) ?? 7, AppParameter = Maybe(random) },
                _ => new KeyboardButton { IsNewLine = true, Context = OrNull(random, () => "DESKTOP") },
            };
        }

        private static GridRow Row(Random random) => new()
        {
            Name = Filled(random),
            Value = Maybe(random),
            Width = Number(random),
            Height = Number(random),
            Color = OrNull(random, () => "#abcdef"),
            ColorToken = OrNull(random, () => "base"),
            Link = OrNull(random, () => Link(random)),
            UserId = Large(random),
            ChatId = Large(random),
        };

        /// <summary>A visible text with leading and trailing spaces.</summary>
        private static string Filled(Random random) => Text(random) + "y" + Text(random);

        private static string? Maybe(Random random) => OrNull(random, () => Text(random));

        private static string Link(Random random) => "https://e.com/?a=1&b=\"<" + random.Next() + ">\\new";

        private static string? Network(Random random) => random.Next(6) == 0 ? "U00" + random.Next(1, 9_000) : null;

        private static int? Number(Random random) => random.Next(3) == 0 ? random.Next(1, int.MaxValue) : null;

        private static long? Large(Random random) => random.Next(3) == 0 ? random.NextInt64(1, long.MaxValue) >> random.Next(60) | 1 : null;

        private static bool? Flag(Random random) => random.Next(3) switch { 0 => true, 1 => false, _ => null };
    }
}
