namespace Bitrix24.Imbot.Core.Audit;

/// <summary>When an audit file is rotated.</summary>
internal sealed record AuditOptions
{
    /// <summary>A file that is longer is rotated before the next line, in bytes.</summary>
    public long MaxLength { get; init; } = 10 * 1024 * 1024;

    /// <summary>A file whose first line is older is rotated before the next line.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Rotated files that are older are deleted.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long a line waits for another process that writes to the same file.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(5);
}
