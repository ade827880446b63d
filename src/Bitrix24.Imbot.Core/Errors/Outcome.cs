namespace Bitrix24.Imbot.Core.Errors;

/// <summary>What is known of a failed call's effect on the portal; only this decides whether it may be repeated.</summary>
public enum Outcome
{
    /// <summary>The portal did not execute the call: nothing was sent, or it was turned away before execution.</summary>
    NotExecuted,

    /// <summary>The call may or may not have been executed: the answer was lost or is unreadable.</summary>
    Unknown,

    /// <summary>The portal read the call and refused it with a code.</summary>
    Refused,
}
