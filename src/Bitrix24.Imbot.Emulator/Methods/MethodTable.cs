using System.Collections.Frozen;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>All methods of this portal.</summary>
internal static class MethodTable
{
    public const string Batch = "batch";

    private static readonly FrozenDictionary<string, RestMethod> Methods = new RestMethod[]
    {
        new(Batch, null, _ => throw new InvalidOperationException("A batch runs through CallRunner.")),
        new("methods", null, ClassicMethods.Methods),
        new("method.get", null, ClassicMethods.MethodGet),
        new("profile", null, ClassicMethods.Profile),
        new("scope", null, ClassicMethods.Scope),
        new("server.time", null, ClassicMethods.ServerTime),
        new("app.info", null, ClassicMethods.AppInfo),
        new("user.current", "user", UserMethods.Current),
        new("user.get", "user", UserMethods.Get),
        new("user.search", "user", UserMethods.Search),
        new("department.get", "department", UserMethods.Departments),
        new("im.notify.personal.add", "im", NotificationMethods.AddPersonal),
        new("im.notify.system.add", "im", NotificationMethods.AddSystem),
        new("im.dialog.messages.get", "im", DialogMethods.Messages),

        new("imbot.v2.Revision.get", "imbot", BotMethods.GetRevision),

        new("imbot.v2.Bot.register", "imbot", BotMethods.Register),
        new("imbot.v2.Bot.get", "imbot", BotMethods.Get),
        new("imbot.v2.Bot.list", "imbot", BotMethods.List),
        new("imbot.v2.Bot.update", "imbot", BotMethods.Update),
        new("imbot.v2.Bot.unregister", "imbot", BotMethods.Unregister),

        new("imbot.v2.Chat.add", "imbot", ChatMethods.Add),
        new("imbot.v2.Chat.get", "imbot", ChatMethods.Get),
        new("imbot.v2.Chat.update", "imbot", ChatMethods.Update),
        new("imbot.v2.Chat.setOwner", "imbot", ChatMethods.SetOwner),
        new("imbot.v2.Chat.leave", "imbot", ChatMethods.Leave),
        new("imbot.v2.Chat.User.list", "imbot", ChatUserMethods.List),
        new("imbot.v2.Chat.User.add", "imbot", ChatUserMethods.Add),
        new("imbot.v2.Chat.User.delete", "imbot", ChatUserMethods.Delete),
        new("imbot.v2.Chat.Manager.add", "imbot", ChatUserMethods.AddManagers),
        new("imbot.v2.Chat.Manager.delete", "imbot", ChatUserMethods.DeleteManagers),
        new("imbot.v2.Chat.InputAction.notify", "imbot", ChatMethods.NotifyInputAction),
        new("imbot.v2.Chat.TextField.enabled", "imbot", ChatMethods.EnableTextField),

        new("imbot.v2.Chat.Message.send", "imbot", MessageMethods.Send),
        new("imbot.v2.Chat.Message.update", "imbot", MessageMethods.Update),
        new("imbot.v2.Chat.Message.delete", "imbot", MessageMethods.Delete),
        new("imbot.v2.Chat.Message.get", "imbot", MessageMethods.Get),
        new("imbot.v2.Chat.Message.getContext", "imbot", MessageMethods.GetContext),
        new("imbot.v2.Chat.Message.read", "imbot", MessageMethods.Read),
        new("imbot.v2.Chat.Message.Reaction.add", "imbot", MessageMethods.AddReaction),
        new("imbot.v2.Chat.Message.Reaction.delete", "imbot", MessageMethods.DeleteReaction),

        new("imbot.v2.Command.register", "imbot", CommandMethods.Register),
        new("imbot.v2.Command.update", "imbot", CommandMethods.Update),
        new("imbot.v2.Command.list", "imbot", CommandMethods.List),
        new("imbot.v2.Command.unregister", "imbot", CommandMethods.Unregister),
        new("imbot.v2.Command.answer", "imbot", CommandAnswering.Answer),

        new("imbot.v2.File.upload", "imbot", FileMethods.UploadAsBot),
        new("imbot.v2.File.download", "imbot", FileMethods.DownloadAsBot),
        new("imbot.v2.Event.get", "imbot", EventMethods.Get),

        new("im.v2.Event.subscribe", "im", EventMethods.Subscribe),
        new("im.v2.Event.unsubscribe", "im", EventMethods.Unsubscribe),
        new("im.v2.Event.get", "im", EventMethods.GetUserEvents),
        new("im.v2.File.upload", "im", FileMethods.UploadAsUser),
        new("im.v2.File.download", "im", FileMethods.DownloadAsUser),
        new("im.v2.Chat.Bot.sendContext", "im", ChatMethods.SendContext),
    }.ToFrozenDictionary(method => Key(method.Name), StringComparer.Ordinal);

    public static IEnumerable<string> Names => Methods.Values.Select(method => method.Name).Order(StringComparer.Ordinal);

    /// <summary>The scopes that the methods require.</summary>
    public static IEnumerable<string> Scopes => Methods.Values.Select(method => method.Scope).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    /// <summary>
    /// Gets the method with this name, or null. The server first looks for the lower-case name, which finds old methods in any letter case. Then it
    /// looks for the name as sent, which finds a class only in its exact case. <c>v2</c> and the last segment can have any case
    /// (docs/portal/protocol.md, "Method names").
    /// </summary>
    public static RestMethod? Find(string name) =>
        Methods.GetValueOrDefault(name.ToLowerInvariant()) is { IsRouted: false } classic ? classic
        : Methods.GetValueOrDefault(Key(name)) is { IsRouted: true } routed ? routed
        : null;

    private static string Key(string name)
    {
        string[] parts = name.Split('.');
        if (parts.Length < 3)
        {
            return name;
        }

        parts[1] = parts[1].Equals("v2", StringComparison.OrdinalIgnoreCase) ? "v2" : parts[1];
        parts[^1] = parts[^1].ToLowerInvariant();
        return string.Join('.', parts);
    }
}
