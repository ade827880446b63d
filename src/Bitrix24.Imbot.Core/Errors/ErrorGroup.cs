namespace Bitrix24.Imbot.Core.Errors;

/// <summary>The sort of trouble that an error is.</summary>
public enum ErrorGroup
{
    /// <summary>The caller passed a value that cannot be right.</summary>
    Argument,

    /// <summary>Something that was asked for is not there.</summary>
    NotFound,

    /// <summary>Who calls is not known, or no longer.</summary>
    Authentication,

    /// <summary>Who calls is known and may not do this.</summary>
    Permission,

    /// <summary>The network or the server's machine failed.</summary>
    Connection,

    /// <summary>The call or a wait took longer than allowed.</summary>
    Timeout,

    /// <summary>A limit of the portal is used up.</summary>
    Limit,

    /// <summary>What came back is not what the protocol promises.</summary>
    Answer,

    /// <summary>What was asked for clashes with what exists.</summary>
    Conflict,

    /// <summary>The portal refused for a reason of its own.</summary>
    Refused,

    /// <summary>A file could not be read or written.</summary>
    Storage,

    /// <summary>The state of the session does not allow this.</summary>
    State,
}
