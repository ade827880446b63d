namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The objects of a portal, and the last ID of each kind. Use them only while you hold the portal's gate.</summary>
internal sealed class PortalContent
{
    public List<User> Users { get; } = [];
    public List<Chat> Chats { get; } = [];
    public List<Bot> Bots { get; } = [];
    public List<SlashCommand> Commands { get; } = [];
    public List<InputAction> InputActions { get; } = [];
    public List<Department> Departments { get; } = [];
    public List<Notification> Notifications { get; } = [];
    public List<StoredFile> Files { get; } = [];

    public int LastUserId { get; set; } = 1000;
    public int LastChatId { get; set; } = 100;
    public int LastMessageId { get; set; }
    public int LastFileId { get; set; } = 7000;
    public int LastCommandId { get; set; } = 60;
    public int LastNotificationId { get; set; } = 900;
}
