using System.Collections.ObjectModel;
using System.Management.Automation;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Vaults;

/// <summary>
/// A vault of the user's as the place where tokens are kept, reached by two script blocks. They run on the pipeline thread of the runspace that connected
/// and nowhere else; processes take turns by a file named after portal and application.
/// </summary>
internal sealed class VaultTokenStore : ITokenStore
{
    private static readonly AsyncLocal<VaultTokenStore?> Running = new();

    private readonly WaitingPipeline pipeline;
    private readonly ScriptBlock? onRead;
    private readonly ScriptBlock onRefresh;
    private readonly Uri portal;
    private readonly string clientId;
    private TokenPair newest;

    /// <param name="pipeline">The pipeline of the runspace to which the blocks belong.</param>
    /// <param name="onRead">Gives what the vault holds; null where the caller has read it and passed what it holds.</param>
    /// <param name="onRefresh">Keeps a new pair.</param>
    /// <param name="portal">The portal.</param>
    /// <param name="clientId">The application.</param>
    /// <param name="given">What the caller passed: a vault need not keep scopes, nor what is no secret.</param>
    public VaultTokenStore(WaitingPipeline pipeline, ScriptBlock? onRead, ScriptBlock onRefresh, Uri portal, string clientId, TokenPair given)
    {
        this.pipeline = pipeline;
        this.onRead = onRead;
        this.onRefresh = onRefresh;
        this.portal = portal;
        this.clientId = clientId;
        newest = given;
    }

    /// <summary>Whether a block runs here, of whatever session.</summary>
    public static bool IsAnyRunning => Running.Value is not null;

    /// <summary>Whether a block of this session runs here, for which its callers wait.</summary>
    public static bool IsRunningFor(B24Session session) =>
        Running.Value is { } running && session.Authorization is OAuthAuthorization oauth && ReferenceEquals(oauth.Store, running);

    /// <inheritdoc />
    /// <exception cref="B24Exception"><see cref="TokenStoreErrors.TokenVaultOutOfReach"/>: the blocks could not be run, so nothing is begun.</exception>
    public async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        pipeline.RequireReach();
        return await ApplicationLock.AcquireAsync(portal, clientId, cancellation).ConfigureAwait(false);
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

    /// <summary>Runs a block. An error in it ends it, unless the block says otherwise: else a pair that was not kept would count as kept.</summary>
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
