namespace Bitrix24.Imbot.Core.Rest;

/// <summary>What a result says of the call that it answers.</summary>
internal enum ResultMeaning
{
    /// <summary>The portal did what was asked.</summary>
    Done,

    /// <summary>The portal did not do it.</summary>
    NotDone,

    /// <summary>It may or may not have done it.</summary>
    Unclear,
}
