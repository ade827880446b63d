namespace Bitrix24.Imbot.Core.Errors;

/// <summary>The group that an error belongs to.</summary>
public enum ErrorGroup
{
    /// <summary>A value that the caller passed is not valid.</summary>
    Argument,

    /// <summary>The requested item doesn't exist.</summary>
    NotFound,

    /// <summary>The caller is unknown or the credentials are no longer valid.</summary>
    Authentication,

    /// <summary>The caller is known but isn't allowed to do this.</summary>
    Permission,

    /// <summary>The network or the server failed.</summary>
    Connection,

    /// <summary>The call or a wait exceeded its time limit.</summary>
    Timeout,

    /// <summary>A limit of the portal is exceeded.</summary>
    Limit,

    /// <summary>The answer doesn't comply with the protocol.</summary>
    Answer,

    /// <summary>The request conflicts with something that exists.</summary>
    Conflict,

    /// <summary>The portal refused the request for another reason.</summary>
    Refused,

    /// <summary>A file can't be read or written.</summary>
    Storage,

    /// <summary>The state of the session doesn't allow the operation.</summary>
    State,
}
