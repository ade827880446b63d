namespace Bitrix24.Imbot.Core.Rights;

/// <summary>Whether somebody may do something.</summary>
internal enum AccessDecision
{
    /// <summary>No rule names the person.</summary>
    Denied,

    /// <summary>A rule names the person.</summary>
    Allowed,

    /// <summary>No rule that could be checked names the person, and at least one couldn't be checked. That refuses as well.</summary>
    Unknown,
}
