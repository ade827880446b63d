using System.Text.Json;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>
/// Synchronizes the bot's slash commands on the portal with its functions: registers new commands, updates changed titles, and unregisters commands of an earlier
/// start that no longer exist. Commands that others registered are not changed.
/// </summary>
internal sealed class CommandRegistrar(IRequestSender sender, long botId, string folder, ICallObserver observer)
{
    private readonly string path = Path.Combine(folder, "chat-commands.json");

    /// <summary>The commands that the portal should have, by name.</summary>
    public static IReadOnlyDictionary<string, SlashCommandProperties> Wanted(FunctionList functions)
    {
        Dictionary<string, SlashCommandProperties> wanted = new(StringComparer.Ordinal)
        {
            ["help"] = OfBot("help", ChatText.TitleHelp),
            ["jobs"] = OfBot("jobs", ChatText.TitleJobs),
            ["stop"] = OfBot("stop", ChatText.TitleStop),
            ["cancel"] = OfBot("cancel", ChatText.TitleCancel),
            [PendingCard.Command.Name] = PendingCard.Command.Properties,
        };
        foreach (ChatFunction function in functions.Functions)
        {
            string parameters = Cut(string.Join(" ", function.Signature.Settable.Select(parameter => $"-{parameter.Name}")));
            wanted[function.ShownName] = Visible(function.ShownName, texts => Cut(function.Help.SynopsisIn(texts.Language) ?? function.Name), parameters.Length > 0 ? _ => parameters : null);
            foreach (string name in function.OtherNames.Where(name => !wanted.ContainsKey(name)))
            {
                wanted[name] = new SlashCommandProperties { Command = name, IsHidden = true, IsCommon = false, IsExtranetSupported = true };
            }
        }

        return wanted;
    }

    /// <exception cref="B24Exception">The portal refused a request, or <see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public async Task RunAsync(FunctionList functions, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, SlashCommandProperties> wanted = Wanted(functions);
        Dictionary<string, string> known = ReadKnown();
        ILookup<string, SlashCommand> there = (await sender.SendAsync(new ListSlashCommandsRequest(botId), observer, cancellation).ConfigureAwait(false))
            .Where(command => command.BotId == botId && command.CommandId is not null).ToLookup(command => command.Command.TrimStart('/'), StringComparer.Ordinal);
        foreach (KeyValuePair<string, SlashCommandProperties> command in wanted)
        {
            string content = ContentOf(command.Value);
            if (there[command.Key].FirstOrDefault() is not { } registered)
            {
                await sender.SendAsync(new RegisterSlashCommandRequest(botId, command.Value), observer, cancellation).ConfigureAwait(false);
            }
            else if (!known.TryGetValue(command.Key, out string? last) || last != content)
            {
                await sender.SendAsync(new UpdateSlashCommandRequest(botId, registered.CommandId!.Value, command.Value with { Command = null }), observer, cancellation).ConfigureAwait(false);
            }

            known[command.Key] = content;
        }

        foreach (string name in known.Keys.Where(name => !wanted.ContainsKey(name)).ToArray())
        {
            foreach (SlashCommand command in there[name])
            {
                await sender.SendAsync(new UnregisterSlashCommandRequest(botId, command.CommandId!.Value), observer, cancellation).ConfigureAwait(false);
            }

            known.Remove(name);
        }

        WriteKnown(known);
    }

    private static SlashCommandProperties OfBot(string name, ChatText title) => Visible(name, texts => texts.Format(title), null);

    private static SlashCommandProperties Visible(string name, Func<ChatTexts, string> title, Func<ChatTexts, string>? parameters) => new()
    {
        Command = name,
        IsHidden = false,
        IsCommon = false,
        IsExtranetSupported = true,
        Title = ChatTexts.All.ToDictionary(texts => texts.Language, texts => (string?)title(texts)),
        Parameters = parameters is null ? null : ChatTexts.All.ToDictionary(texts => texts.Language, texts => (string?)parameters(texts)),
    };

    private static string Cut(string text) => text.Length > SlashCommandName.MaxLength ? text.Substring(0, SlashCommandName.MaxLength) : text;

    private static string ContentOf(SlashCommandProperties properties) =>
        System.Text.Encoding.UTF8.GetString(JsonMap.Write(properties.ToFields()));

    private Dictionary<string, string> ReadKnown()
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString() ?? string.Empty, StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or ArgumentException)
        {
            // Without the file, all commands are registered or updated again, and none are unregistered.
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    private void WriteKnown(Dictionary<string, string> known)
    {
        JsonMap map = [];
        foreach (KeyValuePair<string, string> command in known)
        {
            map[command.Key] = command.Value;
        }

        try
        {
            PrivateFile.Write(path, JsonMap.Write(map));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EventErrors.StateFolderNotWritten.With($"The file '{path}' can't be written: {exception.Message}", exception);
        }
    }
}
