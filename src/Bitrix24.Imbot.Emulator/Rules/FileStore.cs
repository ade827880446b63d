using System.Security.Cryptography;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>The files of all chats, and the tokens of their download links (docs/portal/files.md).</summary>
internal sealed class FileStore(PortalState portal)
{
    /// <summary>The tokens of unused links, with the IDs of the files.</summary>
    private readonly Dictionary<string, int> links = [];

    public StoredFile Add(Chat chat, int authorId, DateTimeOffset date, string name, byte[] content)
    {
        StoredFile file = new(++portal.Content.LastFileId, chat.Id, authorId, date, UniqueName(chat.Id, name), content);
        portal.Content.Files.Add(file);
        return file;
    }

    public string IssueLink(StoredFile file, string module)
    {
        string token = $"{module}|{RandomNumberGenerator.GetHexString(48, lowercase: true)}";
        links[token] = file.Id;
        return token;
    }

    public StoredFile? Redeem(string token) => links.Remove(token, out int id) ? portal.FindFile(id) : null;

    private string UniqueName(int chatId, string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        string extension = Path.GetExtension(name);
        string candidate = name;
        for (int number = 1; portal.Content.Files.Exists(file => file.ChatId == chatId && file.Name == candidate); number++)
        {
            candidate = $"{stem} ({number}){extension}";
        }

        return candidate;
    }
}
