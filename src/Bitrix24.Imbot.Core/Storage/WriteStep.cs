namespace Bitrix24.Imbot.Core.Storage;

/// <summary>The steps of writing a file. The process can be killed at each of them.</summary>
internal enum WriteStep
{
    /// <summary>The temporary file exists and is empty.</summary>
    Created,

    /// <summary>The temporary file is complete and flushed to disk.</summary>
    Filled,

    /// <summary>The file has its new content, which is flushed to disk.</summary>
    Replaced,
}
