namespace Bitrix24.Imbot.Core.Storage;

/// <summary>How far the writing of a file has come. Each is a moment at which a process can be killed.</summary>
internal enum WriteStep
{
    /// <summary>The temporary file is there, and empty.</summary>
    Created,

    /// <summary>The temporary file holds everything, on disk as well.</summary>
    Filled,

    /// <summary>The file has its new content, on disk as well.</summary>
    Replaced,
}
