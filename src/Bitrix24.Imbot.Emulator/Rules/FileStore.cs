using System.Security.Cryptography;

namespace Bitrix24.Imbot.Emulator.Rules;

/// <summary>The files of all chats, and the tokens of their download links (docs/portal/files.md).</summary>
internal sealed class FileStore(PortalState portal)
{
    public StoredFile Add(Chat chat, int authorId, DateTimeOffset date, string name, byte[] content)
    {
        StoredFile file = new()
        {
            Id = portal.NextFileId(), ChatId = chat.Id, AuthorId = authorId, Date = date, Name = UniqueName(chat.Id, name), Content = content,
        };
        portal.Add(file);
        return file;
    }

    /// <summary>Issues a token for one download.</summary>
    public string IssueLink(StoredFile file, string module)
    {
        string token = $"{module}|{RandomNumberGenerator.GetHexString(48, lowercase: true)}";
        portal.FileLinks[token] = file.Id;
        return token;
    }

    /// <summary>Gets the file of an unused token, or null.</summary>
    public StoredFile? Redeem(string token) => portal.FileLinks.Remove(token, out int id) ? portal.FindFile(id) : null;

    private string UniqueName(int chatId, string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        string extension = Path.GetExtension(name);
        string candidate = name;
        for (int number = 1; portal.StoredFiles.Any(file => file.ChatId == chatId && file.Name == candidate); number++)
        {
            candidate = $"{stem} ({number}){extension}";
        }

        return candidate;
    }
}
