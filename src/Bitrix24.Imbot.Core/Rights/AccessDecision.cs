namespace Bitrix24.Imbot.Core.Rights;

/// <summary>The result of an access check.</summary>
internal enum AccessDecision
{
    /// <summary>No rule includes the person.</summary>
    Denied,

    /// <summary>A rule includes the person.</summary>
    Allowed,

    /// <summary>No rule includes the person, but at least one rule couldn't be checked. Access is refused.</summary>
    Unknown,
}
