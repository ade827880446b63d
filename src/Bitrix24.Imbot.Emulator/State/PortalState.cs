namespace Bitrix24.Imbot.Emulator.State;

/// <summary>
/// The state of a portal. Rules and actions change it. Public members are safe to call from many threads. The objects that they return are live; read
/// them, but don't change them.
/// </summary>
public class PortalState(EmulatorOptions options, string webhookCode, OAuthApplication application)
{
    private readonly List<User> users = [];
    private readonly List<Chat> chats = [];
    private readonly List<Bot> bots = [];
    private readonly List<SlashCommand> commands = [];
    private readonly List<InputAction> inputActions = [];
    private readonly List<Department> departments = [];
    private readonly List<Notification> notifications = [];
    private readonly List<StoredFile> files = [];
    private int lastUserId;
    private int lastCommandId;
    private int lastNotificationId;
    private int lastChatId;
    private int lastMessageId;
    private int lastFileId;

    /// <summary>The portal's time.</summary>
    public PortalClock Clock { get; } = new(options.Clock, options.TimeZoneOffset);

    /// <summary>True answers all calls with 403 PORTAL_DELETED (docs/portal/protocol.md, "Order of checks").</summary>
    public bool IsStopped { get; set; }

    /// <summary>True answers all authorized calls with OVERLOAD_LIMIT (docs/portal/errors.md, "Authorization errors").</summary>
    public bool IsOverloaded { get; set; }

    /// <summary>False answers with ACCESS_DENIED, like a plan without REST (docs/portal/errors.md, "Authorization errors").</summary>
    public bool IsRestAvailable { get; set; } = true;

    /// <summary>All users, including bots.</summary>
    public IReadOnlyList<User> Users => Locked(() => users.ToArray());

    /// <summary>All chats.</summary>
    public IReadOnlyList<Chat> Chats => Locked(() => chats.ToArray());

    /// <summary>All bots.</summary>
    public IReadOnlyList<Bot> Bots => Locked(() => bots.ToArray());

    /// <summary>All commands of all bots.</summary>
    public IReadOnlyList<SlashCommand> Commands => Locked(() => commands.ToArray());

    /// <summary>All files in chats.</summary>
    public IReadOnlyList<StoredFile> StoredFiles => Locked(() => files.ToArray());

    /// <summary>All departments.</summary>
    public IReadOnlyList<Department> Departments => Locked(() => departments.ToArray());

    /// <summary>The notifications in people's lists, oldest first.</summary>
    public IReadOnlyList<Notification> Notifications => Locked(() => notifications.ToArray());

    /// <summary>The typing and status indicators that bots have shown, oldest first.</summary>
    public IReadOnlyList<InputAction> InputActions => Locked(() => inputActions.ToArray());

    /// <summary>Only one method at a time can change the portal.</summary>
    internal Lock Gate { get; } = new();

    internal PortalChanges Changes { get; } = new();

    internal EmulatorOptions Options { get; } = options;

    internal string WebhookCode { get; } = webhookCode;

    internal OAuthApplication Application { get; } = application;

    internal EventLog EventLog { get; private set; } = new();

    /// <summary>The tokens of unused file links, with the IDs of the files.</summary>
    internal Dictionary<string, int> FileLinks { get; } = [];

    /// <summary>The URLs to which the events of an owner's bots are posted.</summary>
    internal List<(string Owner, string Address)> EventAddresses { get; } = [];

    /// <summary>The keys of sent messages: the time when each key was reserved, and the ID of its message when it is known.</summary>
    internal Dictionary<string, (DateTimeOffset Taken, int? MessageId)> SendKeys { get; } = [];

    /// <summary>The time until which a bot may answer commands in a chat.</summary>
    internal Dictionary<(int BotId, int ChatId), DateTimeOffset> AnswersUntil { get; } = [];

    /// <summary>The user with this ID, or null.</summary>
    public User? FindUser(int id) => Locked(() => users.Find(user => user.Id == id));

    /// <summary>The bot with this user ID, or null.</summary>
    public Bot? FindBot(int id) => Locked(() => bots.Find(bot => bot.Id == id));

    internal Chat? ChatById(int id) => chats.Find(chat => chat.Id == id);

    internal Message? MessageById(int id) => chats.Select(chat => chat.Find(id)).FirstOrDefault(message => message is not null);

    internal StoredFile? FindFile(int id) => files.Find(file => file.Id == id);

    internal int NextUserId() => ++lastUserId;

    internal int NextChatId() => ++lastChatId;

    internal int NextMessageId() => ++lastMessageId;

    internal int NextCommandId() => ++lastCommandId;

    internal int NextNotificationId() => ++lastNotificationId;

    internal int NextFileId() => ++lastFileId;

    internal void Add(User user) => users.Add(user);

    internal void Add(Bot bot) => bots.Add(bot);

    internal void Add(Chat chat) => chats.Add(chat);

    internal void Add(SlashCommand command) => commands.Add(command);

    internal void Add(Department department) => departments.Add(department);

    internal void Add(Notification notification) => notifications.Add(notification);

    internal void Add(StoredFile file) => files.Add(file);

    internal void Add(InputAction action) => inputActions.Add(action);

    internal void RemoveCommands(Predicate<SlashCommand> which) => commands.RemoveAll(which);

    internal void RemoveNotifications(Predicate<Notification> which) => notifications.RemoveAll(which);

    /// <summary>Removes a bot with its user, commands, and memberships.</summary>
    internal void Remove(Bot bot)
    {
        bots.Remove(bot);
        commands.RemoveAll(command => command.BotId == bot.Id);
        users.Remove(bot.User);
        foreach (Chat chat in chats)
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
        users.Clear();
        chats.Clear();
        bots.Clear();
        commands.Clear();
        inputActions.Clear();
        departments.Clear();
        notifications.Clear();
        files.Clear();
        FileLinks.Clear();
        EventAddresses.Clear();
        SendKeys.Clear();
        AnswersUntil.Clear();
        EventLog = new EventLog();
        lastUserId = 1000;
        lastChatId = 100;
        lastMessageId = 0;
        lastFileId = 7000;
        lastCommandId = 60;
        lastNotificationId = 900;
        IsStopped = false;
        IsOverloaded = false;
        IsRestAvailable = true;
        Clock.Restart();
    }
}
