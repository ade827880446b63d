namespace Bitrix24.Imbot.Core.Rest;

/// <summary>Time, so that tests need not wait. (.NET's <c>TimeProvider</c> is missing on .NET Framework.)</summary>
internal interface IClock
{
    /// <summary>Now.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Waits.</summary>
    Task DelayAsync(TimeSpan time, CancellationToken cancellation);
}
