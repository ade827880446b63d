using System.ComponentModel;
using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>
/// The tokens of one application on one portal in a file of the user's choice, shared by all processes that use it. The file is written
/// completely or not at all, readable for its owner only (on Windows encrypted by DPAPI for the user), and keeps the pair before the newest one.
/// </summary>
public sealed class FileTokenStore : ITokenStore
{
    private const int Version = 1;

    private readonly string path;
    private readonly Uri portal;
    private readonly string clientId;
    private readonly Action<WriteStep>? reached;

    /// <summary>Names the file. Nothing is read or written.</summary>
    /// <param name="path">The file; it is made with the first tokens. A symbolic link is followed.</param>
    /// <param name="portal">Scheme, host and port of the portal.</param>
    /// <param name="clientId">The application's client ID.</param>
    public FileTokenStore(string path, Uri portal, string clientId)
        : this(path, portal, clientId, null)
    {
    }

    /// <summary>The same for a test that stops a write at one of its steps.</summary>
    internal FileTokenStore(string path, Uri portal, string clientId, Action<WriteStep>? reached)
    {
        this.reached = reached;
        this.path = LinkedFile.Follow(path);
        this.portal = portal;
        this.clientId = clientId;
    }

    /// <summary>The file that is written.</summary>
    public string FilePath => path;

    private string LockPath => FileLock.GetLockPath(path);

    /// <inheritdoc />
    public async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        try
        {
            IDisposable turn = await FileLock.AcquireAsync(LockPath, cancellation).ConfigureAwait(false);
            try
            {
                FinishInterruptedWrite();
                return turn;
            }
            catch
            {
                turn.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Where the store itself is another account's, that is the trouble.
            Read();
            throw TokenStoreErrors.TokenStoreNotWritten.With($"The token store {path} cannot be locked: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    /// <exception cref="B24Exception">
    /// <see cref="TokenStoreErrors.TokenStoreUnreadable"/>, <see cref="TokenStoreErrors.TokenStoreOfAnotherAccount"/>,
    /// <see cref="TokenStoreErrors.TokenStoreOfAnotherApplication"/>.
    /// </exception>
    public TokenPair? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        return ReadFrom(path).Tokens;
    }

    /// <summary>
    /// Looks at what a process left behind that was killed while it wrote. Where that is complete and follows what the store holds, it is the newest pair, and
    /// there is no other copy of it.
    /// </summary>
    private void FinishInterruptedWrite()
    {
        PrivateFile.Sweep(path);
        string temporary = PrivateFile.TemporaryOf(path);
        if (!File.Exists(temporary))
        {
            return;
        }

        if (Follows(temporary))
        {
            PrivateFile.Adopt(path);
        }
        else
        {
            File.Delete(temporary);
        }
    }

    private bool Follows(string temporary)
    {
        TokenPair? stored = Read();
        try
        {
            TokenPair? previous = ReadFrom(temporary).Previous;
            return previous is null ? stored is null : stored is not null && previous.IsSameGrant(stored);
        }
        catch (B24Exception)
        {
            return false;
        }
    }

    private (TokenPair Tokens, TokenPair? Previous) ReadFrom(string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(PrivateFile.Read(file));
            JsonElement root = document.RootElement;
            RequireOurs(root);
            using JsonDocument secrets = SecretProtection.Unwrap(root);
            return (
                TokenPairFormat.Read(secrets.RootElement.Member("tokens")) ?? throw new FormatException("It holds no tokens."),
                TokenPairFormat.Read(secrets.RootElement.Member("previousTokens")));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or Win32Exception)
        {
            throw TokenStoreErrors.TokenStoreOfAnotherAccount.With($"The token store {path} belongs to another account than {ProfileFile.CurrentAccount}.", exception);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or IOException or InvalidOperationException)
        {
            throw TokenStoreErrors.TokenStoreUnreadable.With($"The token store {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    /// <exception cref="B24Exception">As <see cref="Read"/>, and <see cref="TokenStoreErrors.TokenStoreNotWritten"/>. The old store stays.</exception>
    public void Write(TokenPair pair)
    {
        TokenPair? previous = Read();
        JsonMap secrets = new JsonMap()
            .AddUnlessNull("tokens", TokenPairFormat.Write(pair))
            .AddUnlessNull("previousTokens", TokenPairFormat.Write(previous));
        string protection = SecretProtection.For(ProfileScope.CurrentUser);
        JsonMap map = new()
        {
            ["format"] = Version,
            ["kind"] = "tokens",
            ["portal"] = portal.AbsoluteUri,
            ["clientId"] = clientId,
            ["account"] = ProfileFile.CurrentAccount,
            ["protection"] = protection,
            ["secrets"] = SecretProtection.Wrap(secrets, protection),
        };
        try
        {
            PrivateFile.Write(path, JsonMapWriter.Write(map), reached);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            throw TokenStoreErrors.TokenStoreNotWritten.With($"The token store {path} cannot be written: {exception.Message}", exception);
        }
    }

    private void RequireOurs(JsonElement root)
    {
        if (root.Number("format") != Version || root.Text("kind") != "tokens")
        {
            throw new FormatException("This is no token store, or one of a newer version.");
        }

        if (root.Text("portal") != portal.AbsoluteUri || root.Text("clientId") != clientId)
        {
            throw TokenStoreErrors.TokenStoreOfAnotherApplication.With(
                $"The token store {path} belongs to application {root.Text("clientId")} on {root.Text("portal")}, and not to {clientId} on {portal.AbsoluteUri}.");
        }
    }
}
