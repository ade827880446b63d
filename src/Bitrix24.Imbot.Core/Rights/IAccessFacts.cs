using Bitrix24.Imbot.Core.Chats;

namespace Bitrix24.Imbot.Core.Rights;

/// <summary>Provides facts about the portal for access rules.</summary>
internal interface IAccessFacts
{
    /// <summary>A department and all its subdepartments.</summary>
    /// <exception cref="B24Exception">The facts can't be read.</exception>
    Task<IReadOnlyCollection<long>> DepartmentTreeAsync(long departmentId, CancellationToken cancellation);

    /// <summary>The departments of a user whose event doesn't contain them.</summary>
    /// <exception cref="B24Exception">The facts can't be read.</exception>
    Task<IReadOnlyCollection<long>> DepartmentsOfAsync(long userId, CancellationToken cancellation);

    /// <summary>A chat with its owner and managers.</summary>
    /// <exception cref="B24Exception">The facts can't be read.</exception>
    Task<Chat> ChatAsync(string dialogId, CancellationToken cancellation);

    /// <summary>The members of a chat, and whether the list is complete.</summary>
    /// <exception cref="B24Exception">The facts can't be read.</exception>
    Task<(IReadOnlyCollection<long> Ids, bool IsComplete)> MembersAsync(string dialogId, CancellationToken cancellation);
}
