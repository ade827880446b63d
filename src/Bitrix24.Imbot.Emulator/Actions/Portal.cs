using Bitrix24.Imbot.Emulator.Authorization;
using Bitrix24.Imbot.Emulator.Events;
using Bitrix24.Imbot.Emulator.Methods;
using Bitrix24.Imbot.Emulator.Rules;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>
/// The state of an emulated portal. Members are safe to call from many threads; what they return are live objects, to be read.
/// </summary>
public sealed class Portal
{
    private readonly List<User> users = [];
    private readonly List<Chat> chats = [];
    private readonly List<Bot> bots = [];
    private readonly List<SlashCommand> commands = [];
    private readonly List<InputAction> inputActions = [];
    private readonly List<Department> departments = [];
    private readonly List<Notification> notifications = [];
    private int lastUserId;
    private int lastCommandId;
    private int lastNotificationId;
    private int lastChatId;
    private int lastMessageId;

    internal Portal(EmulatorOptions options, string webhookCode, OAuthApplication application)
    {
        Options = options;
        WebhookCode = webhookCode;
        Application = application;
        Clock = new PortalClock(options.Clock, options.TimeZoneOffset);
        Load = new LoadLimiter(Clock, options.OperatingLimit);
        Authorization = new AuthorizationServer(application, options, Clock);
        Keys = new IdempotencyKeys(Clock);
        Queue = new EventQueue(Clock);
        CommandWindows = new CommandWindows(Clock);
        Events = new EventProduction(this);
        People = new People(this);
        Reset();
    }

    /// <summary>The portal's time.</summary>
    public PortalClock Clock { get; }

    /// <summary>Execution time and bans (docs/portal/limits-and-batch.md, "Execution time").</summary>
    public LoadLimiter Load { get; }

    /// <summary>The authorization server beside the portal, which issues and refuses tokens.</summary>
    public AuthorizationServer Authorization { get; }

    /// <summary>What people do.</summary>
    public People People { get; }

    /// <summary>True answers 403 PORTAL_DELETED to every call (docs/portal/protocol.md, "Order of checks").</summary>
    public bool IsStopped { get; set; }

    /// <summary>True answers OVERLOAD_LIMIT to every authorized call (docs/portal/errors.md, "Authorization errors").</summary>
    public bool IsOverloaded { get; set; }

    /// <summary>False answers ACCESS_DENIED, as a plan without REST does (docs/portal/errors.md, "Authorization errors").</summary>
    public bool IsRestAvailable { get; set; } = true;

    /// <summary>All users, bots included.</summary>
    public IReadOnlyList<User> Users => Locked(() => users.ToArray());

    /// <summary>All chats.</summary>
    public IReadOnlyList<Chat> Chats => Locked(() => chats.ToArray());

    /// <summary>All bots.</summary>
    public IReadOnlyList<Bot> Bots => Locked(() => bots.ToArray());

    /// <summary>All commands of all bots.</summary>
    public IReadOnlyList<SlashCommand> Commands => Locked(() => commands.ToArray());

    /// <summary>All files in chats.</summary>
    public IReadOnlyList<StoredFile> StoredFiles => Locked(() => Files.All.ToArray());

    /// <summary>All departments.</summary>
    public IReadOnlyList<Department> Departments => Locked(() => departments.ToArray());

    /// <summary>The notifications that stand in people's lists, oldest first.</summary>
    public IReadOnlyList<Notification> Notifications => Locked(() => notifications.ToArray());

    /// <summary>The typing and status indicators that bots have shown, oldest first.</summary>
    public IReadOnlyList<InputAction> InputActions => Locked(() => inputActions.ToArray());

    /// <summary>The pushes of events that were answered or have failed, oldest first.</summary>
    public IReadOnlyList<EventDelivery> Deliveries => Pusher.Deliveries;

    /// <summary>What happens to the pushes of events from now on.</summary>
    public DeliveryTrouble DeliveryTrouble
    {
        get => Pusher.Trouble;
        set => Pusher.Trouble = value;
    }

    /// <summary>One method at a time changes the portal.</summary>
    internal Lock Gate { get; } = new();

    internal PortalChanges Changes { get; } = new();

    internal EmulatorOptions Options { get; }

    internal string WebhookCode { get; }

    internal OAuthApplication Application { get; }

    internal IdempotencyKeys Keys { get; private set; }

    internal EventQueue Queue { get; private set; }

    internal EventProduction Events { get; }

    internal EventHandlers Handlers { get; private set; } = new();

    internal EventPusher Pusher { get; } = new();

    internal FileStore Files { get; private set; } = new();

    internal CommandWindows CommandWindows { get; private set; }

    /// <summary>Back to the state at the start, time included. The first pair of tokens is valid again.</summary>
    public void Reset()
    {
        lock (Gate)
        {
            users.Clear();
            chats.Clear();
            bots.Clear();
            lastUserId = 1000;
            lastChatId = 100;
            lastMessageId = 0;
            IsStopped = false;
            IsOverloaded = false;
            IsRestAvailable = true;
            Clock.Restart();
            Load.Clear();
            Keys = new IdempotencyKeys(Clock);
            Queue = new EventQueue(Clock);
            Handlers = new EventHandlers();
            Files = new FileStore();
            CommandWindows = new CommandWindows(Clock);
            commands.Clear();
            inputActions.Clear();
            departments.Clear();
            notifications.Clear();
            lastCommandId = 60;
            lastNotificationId = 900;
            Pusher.Clear();
            Authorization.Restart();
            PortalSeed.Fill(this);
        }

        Changes.Signal();
    }

    /// <summary>The user with this id, or null.</summary>
    public User? FindUser(int id) => Locked(() => users.Find(user => user.Id == id));

    /// <summary>The bot with this user id, or null.</summary>
    public Bot? FindBot(int id) => Locked(() => bots.Find(bot => bot.Id == id));

    /// <summary>The group chat <c>chatN</c>, or the private chat of a bot and a user; null when there is none. Nothing is created.</summary>
    public Chat? FindChat(string dialogId, int? botId = null) => Locked(() => Dialogs.Find(this, dialogId, botId));

    /// <summary>The messages of a dialog, oldest first; none when there is no such dialog.</summary>
    public IReadOnlyList<Message> MessagesOf(string dialogId, int? botId = null) => Locked(() => FindChat(dialogId, botId)?.Messages ?? []);

    /// <summary>Adds a person.</summary>
    public User AddUser(string firstName, string lastName = "", bool isExtranet = false) =>
        Changed(() => AddUser(new User { Id = NextUserId(), FirstName = firstName, LastName = lastName, IsExtranet = isExtranet }));

    /// <summary>Adds a group chat; its first member owns it, and bots among the members learn of it by a JOINCHAT event.</summary>
    public Chat AddChat(string title, params int[] userIds) => Changed(() =>
    {
        Chat chat = AddChat(NextChatId(), ChatType.Group, title, userIds.FirstOrDefault(), userIds);
        foreach (int userId in userIds.Where(chat.HasMember))
        {
            Events.Joined(chat, userId, chat.OwnerId);
        }

        return chat;
    });

    /// <summary>Adds a user to a group chat; bots learn of it by a JOINCHAT event. False when the user was in it already.</summary>
    public bool AddMember(Chat chat, int userId, int byUserId = 1) => Changed(() =>
    {
        bool joined = chat.Join(userId);
        if (joined)
        {
            Events.Joined(chat, userId, byUserId);
        }

        return joined;
    });

    /// <inheritdoc cref="People.Write"/>
    public Message Write(int userId, string dialogId, string text) => People.Write(userId, dialogId, text);

    /// <summary>Ends when all events so far were pushed and answered, or have failed.</summary>
    public Task WaitForDeliveriesAsync() => Pusher.IdleAsync();

    /// <summary>
    /// Gives a bot another token, of any length: portals took more than 40 characters at registration until August 2026, and such bots keep working.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such bot.</exception>
    public void SetBotToken(int botId, string token) => Changed(() =>
    {
        Bot bot = FindBot(botId) ?? throw new ArgumentException($"There is no bot {botId}.", nameof(botId));
        string owner = BotOwnership.WebhookOwner(token);
        Handlers.ChangeOwner(bot.Owner, owner);
        return bot.Owner = owner;
    });

    /// <summary>Adds a department.</summary>
    public Department AddDepartment(int id, string name, int? parentId = null, int headId = 0) => Changed(() =>
    {
        Department department = new(id, name, parentId, headId);
        departments.Add(department);
        return department;
    });

    internal int Notify(int toUserId, int fromUserId, string text, string tag)
    {
        notifications.RemoveAll(earlier => tag.Length > 0 && earlier.Tag == tag && earlier.ToUserId == toUserId);
        notifications.Add(new Notification(++lastNotificationId, toUserId, fromUserId, text, tag));
        return lastNotificationId;
    }

    internal SlashCommand AddCommand(int botId)
    {
        SlashCommand command = new() { Id = ++lastCommandId, BotId = botId };
        commands.Add(command);
        return command;
    }

    internal void RemoveCommands(Predicate<SlashCommand> which) => commands.RemoveAll(which);

    internal void Show(InputAction action) => inputActions.Add(action);

    internal User AddUser(User user)
    {
        if (user.Color.Length == 0)
        {
            user.Color = ColorTable.For(user.Id);
        }

        users.Add(user);
        return user;
    }

    internal Bot AddBot(Bot bot)
    {
        AddUser(bot.User);
        bots.Add(bot);
        return bot;
    }

    internal void RemoveBot(Bot bot)
    {
        bots.Remove(bot);
        commands.RemoveAll(command => command.BotId == bot.Id);
        users.Remove(bot.User);
        foreach (Chat chat in chats)
        {
            chat.Leave(bot.Id);
        }
    }

    internal Chat AddChat(int id, ChatType type, string title, int ownerId, IEnumerable<int> userIds)
    {
        Chat chat = new() { Id = id, Type = type, Title = title, OwnerId = ownerId, Created = Clock.Now, Color = ColorTable.For(id) };
        foreach (int userId in userIds.Where(userId => FindUser(userId) is not null))
        {
            chat.Join(userId);
        }

        if (chat.Member(ownerId) is ChatMember owner)
        {
            owner.IsManager = true;
        }

        chats.Add(chat);
        return chat;
    }

    internal Chat? ChatById(int id) => chats.Find(chat => chat.Id == id);

    internal Message? MessageById(int id) => chats.Select(chat => chat.Find(id)).FirstOrDefault(message => message is not null);

    internal int NextUserId() => ++lastUserId;

    internal int NextChatId() => ++lastChatId;

    internal int NextMessageId() => ++lastMessageId;

    internal T Locked<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }

    /// <summary>As <see cref="Locked"/>, for what changes the portal: whoever watches it looks again.</summary>
    internal T Changed<T>(Func<T> change)
    {
        T result = Locked(change);
        Changes.Signal();
        return result;
    }
}
