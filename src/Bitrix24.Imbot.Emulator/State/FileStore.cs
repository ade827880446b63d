using System.Security.Cryptography;

namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The files of all chats, and the tokens of their links (docs/portal/files.md).</summary>
internal sealed class FileStore
{
    private readonly List<StoredFile> files = [];
    private readonly Dictionary<string, int> links = [];
    private int lastId = 7000;

    public IReadOnlyList<StoredFile> All => files;

    public StoredFile Add(Chat chat, int authorId, DateTimeOffset date, string name, byte[] content)
    {
        StoredFile file = new()
        {
            Id = ++lastId, ChatId = chat.Id, AuthorId = authorId, Date = date, Name = UniqueName(chat.Id, name), Content = content,
        };
        files.Add(file);
        return file;
    }

    public StoredFile? Find(int id) => files.Find(file => file.Id == id);

    /// <summary>A token for one download.</summary>
    public string IssueLink(StoredFile file, string module)
    {
        string token = $"{module}|{RandomNumberGenerator.GetHexString(48, lowercase: true)}";
        links[token] = file.Id;
        return token;
    }

    /// <summary>The file of a token that was not used yet, or null.</summary>
    public StoredFile? Redeem(string token) => links.Remove(token, out int id) ? Find(id) : null;

    private string UniqueName(int chatId, string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        string extension = Path.GetExtension(name);
        string candidate = name;
        for (int number = 1; files.Exists(file => file.ChatId == chatId && file.Name == candidate); number++)
        {
            candidate = $"{stem} ({number}){extension}";
        }

        return candidate;
    }
}
