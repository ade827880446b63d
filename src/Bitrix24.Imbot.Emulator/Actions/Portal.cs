using Bitrix24.Imbot.Emulator.Authorization;
using Bitrix24.Imbot.Emulator.Events;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>A portal: its state and its actions.</summary>
public sealed class Portal : PortalState
{
    internal Portal(EmulatorOptions options, string webhookCode, OAuthApplication application)
        : base(options, webhookCode, application)
    {
        Authorization = new AuthorizationServer(application, options, Clock);
        People = new People(this);
        Reset();
    }

    /// <summary>The execution time of calls, and the resulting bans (docs/portal/limits-and-batch.md, "Execution time").</summary>
    public LoadLimiter Load { get; private set; } = null!;

    /// <summary>The authorization server, which issues and refuses tokens.</summary>
    public AuthorizationServer Authorization { get; }

    /// <summary>The actions of people.</summary>
    public People People { get; }

    /// <summary>The pushed events that were answered or have failed, oldest first.</summary>
    public IReadOnlyList<EventDelivery> Deliveries => Pusher.Deliveries;

    /// <summary>The delivery problems that affect pushed events from now on.</summary>
    public DeliveryTrouble DeliveryTrouble
    {
        get => Pusher.Trouble;
        set => Pusher.Trouble = value;
    }

    internal LeakyBucket Rate { get; private set; } = null!;

    internal FileStore Files { get; private set; } = null!;

    internal IdempotencyKeys Keys { get; private set; } = null!;

    internal EventQueue Queue { get; private set; } = null!;

    internal EventHandlers Handlers { get; private set; } = null!;

    internal EventProduction Events { get; private set; } = null!;

    internal EventPusher Pusher { get; } = new();

    /// <summary>Restores the initial state, including the time. The first pair of tokens is valid again.</summary>
    public void Reset()
    {
        lock (Gate)
        {
            Clear();
            Load = new LoadLimiter(Clock, Options.OperatingLimit);
            Rate = new LeakyBucket(Clock, Options.BucketSize, Options.BucketLeak);
            Files = new FileStore(this);
            Keys = new IdempotencyKeys(Clock);
            Queue = new EventQueue(Clock);
            Handlers = new EventHandlers();
            Events = new EventProduction(this, new EventRouting(this, Queue, Handlers, Authorization, Pusher));
            Pusher.Clear();
            Authorization.Restart();
            PortalSeed.Fill(this);
        }

        Changes.Signal();
    }

    /// <summary>The group chat <c>chatN</c>, or the private chat of a bot and a user; null if it doesn't exist. Doesn't create a chat.</summary>
    public Chat? FindChat(string dialogId, int? botId = null) => Locked(() => Dialogs.Find(this, dialogId, botId));

    /// <summary>The messages of a dialog, oldest first; empty if the dialog doesn't exist.</summary>
    public IReadOnlyList<Message> MessagesOf(string dialogId, int? botId = null) => Locked(() => FindChat(dialogId, botId)?.Messages ?? []);

    /// <summary>Adds a person.</summary>
    public User AddUser(string firstName, string lastName = "", bool isExtranet = false) =>
        Changed(() => AddUser(new User { Id = ++Content.LastUserId, FirstName = firstName, LastName = lastName, IsExtranet = isExtranet }));

    /// <summary>Adds a group chat. The first member owns it, and bots among the members receive a JOINCHAT event.</summary>
    public Chat AddChat(string title, params int[] userIds) => Changed(() =>
    {
        Chat chat = AddChat(++Content.LastChatId, ChatType.Group, title, userIds.FirstOrDefault(), userIds);
        foreach (int userId in userIds.Where(chat.HasMember))
        {
            Events.Joined(chat, userId, chat.OwnerId);
        }

        return chat;
    });

    /// <summary>Adds a user to a group chat. A bot receives a JOINCHAT event. Returns false if the user was already in the chat.</summary>
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

    /// <summary>Completes when all events so far have been pushed and answered, or have failed.</summary>
    public Task WaitForDeliveriesAsync() => Pusher.IdleAsync();

    /// <summary>
    /// Sets the token of a bot to a text of any length. Until August 2026, portals accepted tokens of more than 40 characters, and bots with such
    /// tokens keep working.
    /// </summary>
    /// <exception cref="ActionRefusedException">There is no such bot.</exception>
    public void SetBotToken(int botId, string token) => Changed(() =>
    {
        Bot bot = FindBot(botId) ?? throw new ActionRefusedException($"Bot {botId} was not found.");
        string owner = BotOwner.FromToken(token);
        Handlers.ChangeOwner(bot.Owner, owner);
        return bot.Owner = owner;
    });

    /// <summary>Adds a department.</summary>
    public Department AddDepartment(int id, string name, int? parentId = null, int headId = 0) => Changed(() =>
    {
        Department department = new(id, name, parentId, headId);
        Content.Departments.Add(department);
        return department;
    });

    internal int Notify(int toUserId, int fromUserId, string text, string tag)
    {
        Content.Notifications.RemoveAll(earlier => tag.Length > 0 && earlier.Tag == tag && earlier.ToUserId == toUserId);
        Notification notification = new(++Content.LastNotificationId, toUserId, fromUserId, text, tag);
        Content.Notifications.Add(notification);
        return notification.Id;
    }

    internal User AddUser(User user)
    {
        if (user.Color.Length == 0)
        {
            user.Color = ColorTable.GetDefault(user.Id);
        }

        Content.Users.Add(user);
        return user;
    }

    internal Bot AddBot(Bot bot)
    {
        AddUser(bot.User);
        Content.Bots.Add(bot);
        return bot;
    }

    internal Chat AddChat(int id, ChatType type, string title, int ownerId, IEnumerable<int> userIds)
    {
        Chat chat = new() { Id = id, Type = type, Title = title, OwnerId = ownerId, Created = Clock.Now, Color = ColorTable.GetDefault(id) };
        foreach (int userId in userIds.Where(userId => FindUser(userId) is not null))
        {
            chat.Join(userId);
        }

        chat.Member(ownerId)?.IsManager = true;
        Content.Chats.Add(chat);
        return chat;
    }

    /// <summary>
    /// Gets the chat that a caller specifies. A user ID means the private chat, which is created with a JOINCHAT event if it doesn't exist.
    /// </summary>
    internal Chat? OpenChat(string dialogId, int callerId)
    {
        Chat? known = Dialogs.Find(this, dialogId, callerId);
        if (known is not null || Dialogs.UserId(dialogId) is not int userId || userId == callerId || FindUser(userId) is not { IsActive: true })
        {
            return known;
        }

        Chat created = AddChat(++Content.LastChatId, ChatType.Private, "", callerId, [callerId, userId]);
        Events.OpenedPrivately(created);
        return created;
    }
}
