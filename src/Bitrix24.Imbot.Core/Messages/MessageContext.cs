using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Messages;

/// <summary>The messages around a message.</summary>
public sealed class MessageContext
{
    internal MessageContext(JsonElement result, ApiMethod method)
    {
        Users = User.ReadAll(result.Items("users"));
        Dictionary<long, User> authors = [];
        foreach (User user in Users)
        {
            authors[user.UserId] = user;
        }

        // Arrays, because PowerShell can't index the type that C# creates for a collection expression.
        Messages = ExpectedResult.Objects(result.Member("messages"), "messages", method).Select(message => new Message(
            message,
            author: authors.TryGetValue(message.Number("authorId") ?? 0, out User? author) ? author : null)).ToArray();
        HasPreviousPage = result.Flag("hasPrevPage");
        HasNextPage = result.Flag("hasNextPage");
    }

    /// <summary>The messages, oldest first, each with its author.</summary>
    public IReadOnlyList<Message> Messages { get; }

    /// <summary>Their authors.</summary>
    public IReadOnlyList<User> Users { get; }

    /// <summary>Whether there are older messages.</summary>
    public bool HasPreviousPage { get; }

    /// <summary>Whether there are newer messages.</summary>
    public bool HasNextPage { get; }

    /// <summary>Number of messages, and the range of their IDs.</summary>
    public string Summary => Messages.Count == 0 ? "0" : $"{Messages.Count}, #{Messages[0].MessageId} to #{Messages[Messages.Count - 1].MessageId}";

    /// <summary>Number of messages.</summary>
    public override string ToString() => $"{Messages.Count} messages";
}
