using System.Security.Cryptography;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>
/// Stores the tokens of one application on one portal in a file that all processes share. The file is written atomically, only its owner can read it
/// (on Windows, DPAPI encrypts it for the user), and it also contains the previous token pair.
/// </summary>
public sealed class FileTokenStore : ITokenStore
{
    private const int Version = 1;

    private readonly string path;
    private readonly Uri portal;
    private readonly string clientId;

    /// <summary>Creates a store. Doesn't access the file.</summary>
    /// <param name="path">The path of the file, which is created with the first tokens. Symbolic links are followed.</param>
    /// <param name="portal">Scheme, host, and port of the portal.</param>
    /// <param name="clientId">The application's client ID.</param>
    public FileTokenStore(string path, Uri portal, string clientId)
    {
        this.path = LinkedFile.Follow(path);
        this.portal = portal;
        this.clientId = clientId;
    }

    /// <summary>Called for each step of a write, for tests that stop it there.</summary>
    internal Action<WriteStep>? Reached { private get; init; }

    /// <summary>The path of the file.</summary>
    public string FilePath => path;

    /// <inheritdoc />
    public async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        try
        {
            return await FileLock.AcquireForWriteAsync(path, Follows, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // If the store itself belongs to another account, report that.
            Read();
            throw TokenStoreErrors.TokenStoreNotWritten.With($"The token store {path} could not be locked: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    /// <exception cref="B24Exception">
    /// <see cref="TokenStoreErrors.TokenStoreUnreadable"/>, <see cref="TokenStoreErrors.TokenStoreOfAnotherAccount"/>,
    /// <see cref="TokenStoreErrors.TokenStoreOfAnotherApplication"/>.
    /// </exception>
    public TokenPair? Read() => File.Exists(path) ? ReadFrom(path).Tokens : null;

    /// <summary>Whether a temporary file is complete and follows the stored pair, so that it is the only copy of the newest pair.</summary>
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
            RequireMatchingHeader(root);
            using JsonDocument secrets = SecretProtection.Unwrap(root);
            return (
                TokenPairFormat.Read(secrets.RootElement.Member("tokens")) ?? throw new FormatException("It contains no tokens."),
                TokenPairFormat.Read(secrets.RootElement.Member("previousTokens")));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or CryptographicException)
        {
            throw TokenStoreErrors.TokenStoreOfAnotherAccount.With($"The token store {path} does not belong to {ProfileFile.CurrentAccount}.", exception);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or IOException or InvalidOperationException)
        {
            throw TokenStoreErrors.TokenStoreUnreadable.With($"The token store {path} could not be read: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    /// <exception cref="B24Exception">
    /// The errors of <see cref="Read"/>, and <see cref="TokenStoreErrors.TokenStoreNotWritten"/>. The existing store is unchanged.
    /// </exception>
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
            PrivateFile.Write(path, JsonMap.Write(map), Reached);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw TokenStoreErrors.TokenStoreNotWritten.With($"The token store {path} could not be written: {exception.Message}", exception);
        }
    }

    private void RequireMatchingHeader(JsonElement root)
    {
        if (root.Number("format") != Version || root.Text("kind") != "tokens")
        {
            throw new FormatException("It is not a token store, or it was written by a newer version of the module.");
        }

        if (root.Text("portal") != portal.AbsoluteUri || root.Text("clientId") != clientId)
        {
            throw TokenStoreErrors.TokenStoreOfAnotherApplication.With(
                $"The token store {path} belongs to application {root.Text("clientId")} on {root.Text("portal")}, not to {clientId} on {portal.AbsoluteUri}.");
        }
    }
}
