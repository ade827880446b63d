using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>The content of a page at one moment: sections, and lists whose entries have numbers.</summary>
/// <param name="Sections">The sections by name.</param>
/// <param name="Lists">The lists by name, with their entries by number.</param>
internal sealed record PageView(
    IReadOnlyDictionary<string, JsonNode> Sections,
    IReadOnlyDictionary<string, IReadOnlyDictionary<int, JsonNode>> Lists)
{
    public static PageView Create(HostedPortal hosted, ViewOptions options)
    {
        Portal portal = hosted.Portal;
        return portal.Locked(() =>
        {
            Chat? chat = Dialogs.Find(portal, options.DialogId, options.UserId) is Chat found && found.HasMember(options.UserId) ? found : null;
            return new PageView(
                new Dictionary<string, JsonNode>
                {
                    ["clock"] = new JsonObject { ["secondsAhead"] = (long)Math.Round((portal.Clock.Now - DateTimeOffset.UtcNow).TotalSeconds) },
                    ["people"] = PeopleView.Create(portal),
                    ["dialogs"] = DialogView.List(portal, options.UserId),
                    ["dialog"] = DialogView.Open(portal, chat, options),
                },
                new Dictionary<string, IReadOnlyDictionary<int, JsonNode>>
                {
                    ["messages"] = DialogView.Shown(chat, options).ToDictionary(message => message.Id, message => MessageView.Create(portal, message)),
                    ["requests"] = options.ShowsRequests ? RequestView.List(hosted) : new Dictionary<int, JsonNode>(),
                });
        });
    }
}
