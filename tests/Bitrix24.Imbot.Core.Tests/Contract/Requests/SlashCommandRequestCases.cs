using Bitrix24.Imbot.Core.SlashCommands;

namespace Bitrix24.Imbot.Core.Tests.Contract.Requests;

internal static class SlashCommandRequestCases
{
    public static readonly RequestCase[] All =
    [
        RequestCase.Of(
            "imbot.v2.Command.register",
            "all properties",
            """{"botId":456,"fields":{"command":"weather","title":{"en":"Weather","de":"Wetter"},"params":{"en":"town"},"common":true,"hidden":false,"extranetSupport":true}}""",
            new RegisterSlashCommandRequest(456, new SlashCommandProperties
            {
                Command = "weather",
                Title = new Dictionary<string, string?> { ["EN"] = "Weather", ["de"] = "Wetter" },
                Parameters = new Dictionary<string, string?> { ["en"] = "town" },
                IsCommon = true,
                IsHidden = false,
                IsExtranetSupported = true,
            })),
        RequestCase.Of(
            "imbot.v2.Command.register",
            "a hidden command needs no title",
            """{"botId":456,"fields":{"command":"confirm","hidden":true}}""",
            new RegisterSlashCommandRequest(456, new SlashCommandProperties { Command = "confirm", IsHidden = true })),
        RequestCase.Of(
            "imbot.v2.Command.update",
            "only what changes, and null for a language that is removed",
            """{"botId":456,"commandId":12,"fields":{"title":{"en":"New","de":null}}}""",
            new UpdateSlashCommandRequest(456, 12, new SlashCommandProperties { Title = new Dictionary<string, string?> { ["en"] = "New", ["de"] = null } })),
        RequestCase.Of("imbot.v2.Command.list", "all commands", """{"botId":456}""", new ListSlashCommandsRequest(456)),
        RequestCase.Of("imbot.v2.Command.unregister", "a command", """{"botId":456,"commandId":12}""", new UnregisterSlashCommandRequest(456, 12)),
        RequestCase.Of(
            "imbot.v2.Command.answer",
            "a text",
            """{"botId":456,"commandId":12,"messageId":789,"dialogId":"17","fields":{"message":"Sunny"}}""",
            new AnswerSlashCommandRequest(456, 12, 789, "17", "Sunny")),
        RequestCase.Of(
            "imbot.v2.Command.answer",
            "a system message without a preview",
            """{"botId":456,"commandId":12,"messageId":789,"dialogId":"chat5","fields":{"message":"Sunny","system":true,"urlPreview":false}}""",
            new AnswerSlashCommandRequest(456, 12, 789, "chat5", "Sunny") { System = true, UrlPreview = false }),
    ];
}
