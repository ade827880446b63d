using System.Collections.ObjectModel;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Vaults;

/// <summary>
/// Stores tokens in a vault of the user with two script blocks, which run only on the pipeline thread of the runspace that connected. A lock file, named after the
/// portal and the application, synchronizes processes.
/// </summary>
/// <param name="pipeline">The pipeline of the runspace of the blocks.</param>
/// <param name="onRead">Reads the vault; null if the caller has read it and passed the tokens.</param>
/// <param name="onRefresh">Saves a new token pair.</param>
/// <param name="portal">The portal.</param>
/// <param name="clientId">The application.</param>
/// <param name="given">The values from the parameters, because a vault doesn't have to contain values that aren't secrets.</param>
internal sealed class VaultTokenStore(WaitingPipeline pipeline, ScriptBlock? onRead, ScriptBlock onRefresh, Uri portal, string clientId, TokenPair given) : ITokenStore
{
    private static readonly AsyncLocal<VaultTokenStore?> Running = new();

    private TokenPair newest = given;

    /// <summary>Whether a block of any session is running in this context.</summary>
    public static bool IsAnyRunning => Running.Value is not null;

    /// <summary>Whether a block of this store is running in this context.</summary>
    public bool IsRunning => ReferenceEquals(Running.Value, this);

    /// <inheritdoc />
    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.TokenVaultOutOfReach"/>: the blocks can't run, so the refresh doesn't start.</exception>
    public async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        pipeline.RequireReach();
        return await StateFiles.LockApplicationAsync(portal, clientId, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc />
    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.TokenVaultNotRead"/>, <see cref="TokenStoreErrors.TokenVaultOutOfReach"/>.</exception>
    public TokenPair? Read() => onRead is null
        ? newest
        : pipeline.Run(() => VaultAnswer.Read(Call(onRead, TokenStoreErrors.TokenVaultNotRead, nameof(onRead)), portal))?.CompletedBy(newest);

    /// <inheritdoc />
    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.TokenVaultNotWritten"/>, <see cref="TokenStoreErrors.TokenVaultOutOfReach"/>.</exception>
    public void Write(TokenPair pair)
    {
        newest = pair;
        pipeline.Run(() => Call(onRefresh, TokenStoreErrors.TokenVaultNotWritten, nameof(onRefresh), new VaultTokens(pair, portal)));
    }

    /// <summary>Runs a block. Errors are terminating by default, because otherwise a token pair that could not be saved would count as saved.</summary>
    private Collection<PSObject> Call(ScriptBlock block, ErrorKind trouble, string name, params object[] arguments)
    {
        VaultTokenStore? outer = Running.Value;
        Running.Value = this;
        List<PSVariable> variables = [new PSVariable("ErrorActionPreference", ActionPreference.Stop)];
        if (arguments.Length > 0)
        {
            variables.Add(new PSVariable("_", arguments[0]));
        }

        try
        {
            return block.InvokeWithContext(null, variables, arguments);
        }
        catch (Exception exception) when (exception is BreakException or ContinueException)
        {
            return [];
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw trouble.With($"-{(name == nameof(onRead) ? "OnTokenRead" : "OnTokenRefresh")} failed: {exception.Message}", exception);
        }
        finally
        {
            Running.Value = outer;
        }
    }
}
