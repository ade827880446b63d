namespace Bitrix24.Imbot.Core.Rest;

/// <summary>What a result shows about its call.</summary>
internal enum ResultMeaning
{
    /// <summary>The operation was performed.</summary>
    Done,

    /// <summary>The operation was not performed.</summary>
    NotDone,

    /// <summary>It is unknown whether the operation was performed.</summary>
    Unclear,
}
