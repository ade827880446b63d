namespace Bitrix24.Imbot.Emulator.State;

/// <summary>
/// The state of a portal. Rules and actions change it. Public members are safe to call from many threads. The objects that they return are live; read
/// them, but don't change them.
/// </summary>
public class PortalState(EmulatorOptions options, string webhookCode, OAuthApplication application)
{
    /// <summary>The portal's time.</summary>
    public PortalClock Clock { get; } = new(options.Clock, options.TimeZoneOffset);

    /// <summary>True answers all calls with 403 PORTAL_DELETED (docs/portal/protocol.md, "Order of checks").</summary>
    public bool IsStopped { get; set; }

    /// <summary>True answers all authorized calls with OVERLOAD_LIMIT (docs/portal/errors.md, "Authorization errors").</summary>
    public bool IsOverloaded { get; set; }

    /// <summary>False answers with ACCESS_DENIED, like a plan without REST (docs/portal/errors.md, "Authorization errors").</summary>
    public bool IsRestAvailable { get; set; } = true;

    /// <summary>All users, including bots.</summary>
    public IReadOnlyList<User> Users => Locked(() => Content.Users.ToArray());

    /// <summary>All chats.</summary>
    public IReadOnlyList<Chat> Chats => Locked(() => Content.Chats.ToArray());

    /// <summary>All bots.</summary>
    public IReadOnlyList<Bot> Bots => Locked(() => Content.Bots.ToArray());

    /// <summary>All commands of all bots.</summary>
    public IReadOnlyList<SlashCommand> Commands => Locked(() => Content.Commands.ToArray());

    /// <summary>All files in chats.</summary>
    public IReadOnlyList<StoredFile> StoredFiles => Locked(() => Content.Files.ToArray());

    /// <summary>All departments.</summary>
    public IReadOnlyList<Department> Departments => Locked(() => Content.Departments.ToArray());

    /// <summary>The notifications in people's lists, oldest first.</summary>
    public IReadOnlyList<Notification> Notifications => Locked(() => Content.Notifications.ToArray());

    /// <summary>The typing and status indicators that bots have shown, oldest first.</summary>
    public IReadOnlyList<InputAction> InputActions => Locked(() => Content.InputActions.ToArray());

    /// <summary>Only one method at a time can change the portal.</summary>
    internal Lock Gate { get; } = new();

    internal PortalChanges Changes { get; } = new();

    internal EmulatorOptions Options { get; } = options;

    internal string WebhookCode { get; } = webhookCode;

    internal OAuthApplication Application { get; } = application;

    internal PortalContent Content { get; private set; } = new();

    /// <summary>The user with this ID, or null.</summary>
    public User? FindUser(int id) => Locked(() => Content.Users.Find(user => user.Id == id));

    /// <summary>The bot with this user ID, or null.</summary>
    public Bot? FindBot(int id) => Locked(() => Content.Bots.Find(bot => bot.Id == id));

    internal Chat? ChatById(int id) => Content.Chats.Find(chat => chat.Id == id);

    internal Message? MessageById(int id) => Content.Chats.Select(chat => chat.Find(id)).FirstOrDefault(message => message is not null);

    internal StoredFile? FindFile(int id) => Content.Files.Find(file => file.Id == id);

    /// <summary>Removes a bot with its user, commands, and memberships.</summary>
    internal void Remove(Bot bot)
    {
        Content.Bots.Remove(bot);
        Content.Commands.RemoveAll(command => command.BotId == bot.Id);
        Content.Users.Remove(bot.User);
        foreach (Chat chat in Content.Chats)
        {
            chat.Leave(bot.Id);
        }
    }

    internal T Locked<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }

    /// <summary>Like <see cref="Locked"/>, but for changes to the portal. Notifies everyone who waits for a change.</summary>
    internal T Changed<T>(Func<T> change)
    {
        T result = Locked(change);
        Changes.Signal();
        return result;
    }

    /// <summary>Removes everything and resets the clock.</summary>
    private protected void Clear()
    {
        Content = new PortalContent();
        IsStopped = false;
        IsOverloaded = false;
        IsRestAvailable = true;
        Clock.Restart();
    }
}
