namespace Bitrix24.Imbot.Core.Methods;

/// <summary>Whether a call with an unknown outcome can be repeated.</summary>
internal enum Repeatability
{
    /// <summary>The call makes no changes. It can always be repeated, and its outcome doesn't matter.</summary>
    Reads,

    /// <summary>Executing the call twice has the same effect and the same answer as executing it once.</summary>
    Idempotent,

    /// <summary>The portal recognizes a repeated call by its key (docs/portal/messages.md, "Idempotency key").</summary>
    Keyed,

    /// <summary>A second execution would have another effect, or return an error although the first one succeeded.</summary>
    Once,
}
