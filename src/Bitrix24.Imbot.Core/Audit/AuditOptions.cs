namespace Bitrix24.Imbot.Core.Audit;

/// <summary>Settings for the rotation of an audit file.</summary>
internal sealed record AuditOptions
{
    /// <summary>Maximum size of a file in bytes. A larger file is rotated before the next entry.</summary>
    public long MaxLength { get; init; } = 10 * 1024 * 1024;

    /// <summary>Maximum age of the first entry. An older file is rotated before the next entry.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Maximum age of rotated files. Older ones are deleted.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Maximum time to wait for another process that writes to the same file.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(5);
}
