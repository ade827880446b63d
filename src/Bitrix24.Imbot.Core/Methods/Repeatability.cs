namespace Bitrix24.Imbot.Core.Methods;

/// <summary>Whether a call whose outcome is unknown may be sent once more.</summary>
internal enum Repeatability
{
    /// <summary>It changes nothing: repeat freely, and its outcome is of no interest.</summary>
    Reads,

    /// <summary>Executed twice it leaves the portal as executed once, and answers the same.</summary>
    Idempotent,

    /// <summary>The portal knows it again by its key (docs/portal/messages.md, "Idempotency key").</summary>
    Keyed,

    /// <summary>A second execution would do a second thing, or would answer with an error what the first one has done.</summary>
    Once,
}
