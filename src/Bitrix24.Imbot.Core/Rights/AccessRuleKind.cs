namespace Bitrix24.Imbot.Core.Rights;

/// <summary>By what an <see cref="AccessRule"/> knows the people that it allows.</summary>
internal enum AccessRuleKind
{
    /// <summary>Every employee.</summary>
    Everyone,

    /// <summary>One person, an extranet user included.</summary>
    User,

    /// <summary>The people of a department.</summary>
    Department,

    /// <summary>The people of a department and of all departments below it.</summary>
    DepartmentTree,

    /// <summary>The members of a chat.</summary>
    Chat,

    /// <summary>The managers of a chat, its owner included.</summary>
    Manager,

    /// <summary>The owner of a chat.</summary>
    Owner,
}
