using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Quickstart;

/// <summary>Prints the chats of the portal.</summary>
internal static class Conversation
{
    public static void Print(PortalEmulator portal)
    {
        Console.WriteLine();
        Console.WriteLine("=== The chats on the portal ===");
        foreach (Chat chat in portal.Portal.Chats.Where(chat => chat.Messages.Count > 0))
        {
            string people = string.Join(", ", chat.Members.Select(member => NameOf(portal, member.UserId)));
            Console.WriteLine();
            Console.WriteLine(chat.Title.Length > 0 ? $"{chat.Title} (chat{chat.Id}): {people}" : $"Private: {people}");
            foreach (Message message in chat.Messages)
            {
                Console.WriteLine($"  {message.Date:HH:mm:ss}  #{message.Id}  {NameOf(portal, message.AuthorId)}: {message.Text}");
            }
        }

        Console.WriteLine();
        int refreshes = portal.Requests.Snapshot().Count(request => request.Method == "oauth/token");
        Console.WriteLine($"{portal.Requests.Snapshot().Count} requests, {refreshes} of them to refresh an expired token.");
    }

    private static string NameOf(PortalEmulator portal, int userId) => portal.Portal.FindUser(userId)?.Name ?? $"user {userId}";
}
