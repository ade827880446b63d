using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Profiles;

namespace Bitrix24.Imbot.ReliabilityClient;

/// <summary>A token store in a file. It stops at a named step of a refresh, reports this, and waits to be killed.</summary>
internal sealed class SteppingStore : ITokenStore
{
    private readonly FileTokenStore file;
    private readonly string? wanted;

    public SteppingStore(string path, Uri portal, string clientId, string? wanted)
    {
        file = new FileTokenStore(path, portal, clientId) { Reached = step => Reach(step.ToString()) };
        this.wanted = wanted;
    }

    /// <summary>False while the session is being opened, which isn't a refresh.</summary>
    public bool IsWatching { get; set; }

    public async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        Reach("Unlocked");
        IDisposable turn = await file.LockAsync(cancellation);
        Reach("Locked");
        return new Turn(turn, this);
    }

    public TokenPair? Read()
    {
        TokenPair? stored = file.Read();
        Reach("Read");
        return stored;
    }

    public void Write(TokenPair pair)
    {
        Reach("Answered");
        file.Write(pair);
        Reach("Written");
    }

    private void Reach(string step)
    {
        if (IsWatching && step == wanted)
        {
            Console.WriteLine(step);
            Thread.Sleep(Timeout.Infinite);
        }
    }

    private sealed class Turn(IDisposable turn, SteppingStore store) : IDisposable
    {
        public void Dispose()
        {
            turn.Dispose();
            store.Reach("Released");
        }
    }
}
