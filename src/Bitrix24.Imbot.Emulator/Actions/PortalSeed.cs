using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>The initial content of a portal: three people, one group chat, and the bots of the documentation's examples.</summary>
internal static class PortalSeed
{
    public const int GroupChatId = 5;
    public const int WebhookBotId = 456;
    public const int OAuthBotId = 457;
    public const string WebhookBotToken = "my_bot_token";

    public static void Fill(Portal portal)
    {
        portal.AddDepartment(1, "Example Company", headId: 1);
        portal.AddDepartment(7, "Engineering", parentId: 1, headId: 17);
        portal.AddUser(Person(1, "Olga", "Admin", "F", isAdministrator: true));
        portal.AddUser(Person(17, "Anna", "Petrova", "F"));
        portal.AddUser(Person(23, "Ivan", "Sidorov", "M"));
        foreach (int userId in (ReadOnlySpan<int>)[portal.Options.WebhookUserId, portal.Options.OAuthUserId])
        {
            if (portal.FindUser(userId) is null)
            {
                portal.AddUser(new User { Id = userId, FirstName = $"User {userId}" });
            }
        }

        Chat chat = portal.AddChat(GroupChatId, ChatType.Group, "General talk", 1, [1, 17, 23]);

        if (portal.Options.SeedDocumentationBot)
        {
            chat.Join(AddBot(portal, WebhookBotId, "docs_bot", "Bot", BotOwner.FromToken(WebhookBotToken)).Id);
            chat.Join(AddBot(portal, OAuthBotId, "docs_oauth_bot", "OAuth Bot", portal.Application.ClientId).Id);
        }
    }

    private static User Person(int id, string firstName, string lastName, string gender, bool isAdministrator = false) => new()
    {
        Id = id,
        FirstName = firstName,
        LastName = lastName,
        Gender = gender,
        WorkPosition = isAdministrator ? "Administrator" : "Engineer",
        Email = $"{firstName.ToLowerInvariant()}@example.com",
        IsAdministrator = isAdministrator,
    };

    private static Bot AddBot(Portal portal, int id, string code, string lastName, string owner) => portal.AddBot(new Bot
    {
        User = new User { Id = id, FirstName = "Docs", LastName = lastName, IsBot = true, WorkPosition = "Chat bot" },
        Code = code,
        Type = BotType.Bot,
        Owner = owner,
    });
}
