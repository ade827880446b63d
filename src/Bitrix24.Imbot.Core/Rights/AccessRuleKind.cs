namespace Bitrix24.Imbot.Core.Rights;

/// <summary>What an <see cref="AccessRule"/> applies to.</summary>
internal enum AccessRuleKind
{
    /// <summary>Every employee.</summary>
    Everyone,

    /// <summary>One user, including extranet users.</summary>
    User,

    /// <summary>The people of a department.</summary>
    Department,

    /// <summary>The people of a department and all its subdepartments.</summary>
    DepartmentTree,

    /// <summary>The members of a chat.</summary>
    Chat,

    /// <summary>The managers of a chat, including its owner.</summary>
    Manager,

    /// <summary>The owner of a chat.</summary>
    Owner,
}
