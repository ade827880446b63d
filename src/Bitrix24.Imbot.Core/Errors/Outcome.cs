namespace Bitrix24.Imbot.Core.Errors;

/// <summary>What is known about the effect of a failed call on the portal. Only this determines whether the call can be repeated.</summary>
public enum Outcome
{
    /// <summary>The portal did not execute the call: it was not sent, or it was rejected before execution.</summary>
    NotExecuted,

    /// <summary>The call may have been executed: the answer was lost or can't be read.</summary>
    Unknown,

    /// <summary>The portal received the call and refused it with an error code.</summary>
    Refused,
}
