namespace Bitrix24.Imbot.Emulator.Hosting;

/// <summary>Leaves Ctrl+C and SIGTERM to the program: an emulator inside a test process must not handle them.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
