using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Storage;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Profiles;

public sealed class FileTokenStoreTests : IDisposable
{
    private static readonly Uri Portal = new("https://portal.example.com/");

    private readonly string folder = Directory.CreateTempSubdirectory("b24-store-").FullName;

    private string FilePath => Path.Combine(folder, "tokens.json");

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_stored_pair_is_read_completely_and_the_previous_pair_is_kept()
    {
        FileTokenStore store = Store();
        Assert.Null(store.Read());

        store.Write(Pair(1));
        store.Write(Pair(2));

        TokenPair read = Store().Read()!;
        Assert.Equal("at-2", read.AccessToken.Reveal());
        Assert.Equal("rt-2", read.RefreshToken!.Reveal());
        Assert.Equal("im,imbot", read.Scope);
        Assert.Equal(17, read.UserId);
        Assert.Equal("member", read.MemberId);
        Assert.Equal(new Uri("https://portal.example.com/rest/"), read.ClientEndpoint);
        Assert.Equal(Pair(2).ExpiresAt, read.ExpiresAt);
        Assert.Contains("rt-1", File.ReadAllText(FilePath), StringComparison.Ordinal);
        Assert.DoesNotContain("rt-0", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_tokens_take_precedence_over_passed_tokens_except_over_a_fresh_grant()
    {
        Store().Write(Pair(5));

        Assert.Equal("at-5", Open(Pair(1), isFresh: false));
        Assert.Equal("at-5", Open(new TokenPair(), isFresh: false));
        Assert.Equal("at-9", Open(Pair(9), isFresh: true));
        Assert.Equal("at-9", Store().Read()!.AccessToken.Reveal());
    }

    [Fact]
    public void An_empty_store_gets_the_passed_tokens()
    {
        Assert.Equal("at-1", Open(Pair(1), isFresh: false));
        Assert.Equal("at-1", Store().Read()!.AccessToken.Reveal());
    }

    [Fact]
    public void Tokens_that_could_not_be_refreshed_are_not_stored()
    {
        B24Exception error = Assert.Throws<B24Exception>(() => Open(new TokenPair { RefreshToken = Secret.FromText("rt") }, isFresh: true));

        Assert.Equal(nameof(AuthorizationErrors.RefreshDataMissing), error.ErrorId);
        Assert.False(File.Exists(FilePath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"format":1,"kind":"webhook","portal":"https://portal.example.com/","clientId":"app","protection":"none","secrets":{}}""")]
    [InlineData("""{"format":9,"kind":"tokens","portal":"https://portal.example.com/","clientId":"app","protection":"none","secrets":{}}""")]
    [InlineData("""{"format":1,"kind":"tokens","portal":"https://portal.example.com/","clientId":"app","protection":"none","secrets":{}}""")]
    [InlineData("""{"format":1,"kind":"tokens","portal":"https://portal.example.com/","clientId":"app","protection":"none","secrets":[]}""")]
    public void An_invalid_or_truncated_file_has_its_own_error_and_is_not_changed(string content)
    {
        File.WriteAllText(FilePath, content);

        Assert.Equal(nameof(TokenStoreErrors.TokenStoreUnreadable), Assert.Throws<B24Exception>(() => Open(Pair(1), isFresh: true)).ErrorId);
        Assert.Equal(content, File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_store_that_is_truncated_anywhere_is_reported_as_unreadable()
    {
        Store().Write(Pair(1));
        byte[] whole = File.ReadAllBytes(FilePath);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Assert.Equal(nameof(TokenStoreErrors.TokenStoreUnreadable), Assert.Throws<B24Exception>(() => Store().Read()).ErrorId);
        }
    }

    [Fact]
    public async Task A_completely_written_file_of_a_killed_process_is_used()
    {
        KilledAtFilled(Pair(1), Pair(2));

        Assert.Equal("at-2", await ReadUnderLockAsync());
        Assert.Equal("at-2", Store().Read()!.AccessToken.Reveal());
        Assert.Contains("rt-1", await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incompletely_written_file_of_a_killed_process_is_removed()
    {
        KilledAtFilled(Pair(1), Pair(2));
        byte[] whole = await File.ReadAllBytesAsync(Temporary, TestContext.Current.CancellationToken);
        for (int length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Temporary, whole[..length], TestContext.Current.CancellationToken);
            Assert.Equal("at-1", await ReadUnderLockAsync());
            Assert.False(File.Exists(Temporary));
        }
    }

    [Fact]
    public async Task A_temporary_file_that_does_not_continue_the_stored_pair_is_removed()
    {
        KilledAtFilled(Pair(1), Pair(2));
        File.Move(Temporary, FilePath + ".kept");
        Store().Write(Pair(7));
        File.Move(FilePath + ".kept", Temporary);

        Assert.Equal("at-7", await ReadUnderLockAsync());
        Assert.False(File.Exists(Temporary));
    }

    [Fact]
    public async Task A_symbolic_link_is_kept_and_its_target_is_written_and_locked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        string target = Path.Combine(folder, "real", "target.json");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.CreateSymbolicLink(Path.Combine(folder, "hop.json"), "real/target.json");
        File.CreateSymbolicLink(FilePath, "hop.json");

        Store().Write(Pair(1));
        Store().Write(Pair(2));

        Assert.Equal("hop.json", new FileInfo(FilePath).LinkTarget);
        Assert.Equal("at-2", new FileTokenStore(target, Portal, "app").Read()!.AccessToken.Reveal());
        using (await Store().LockAsync(TestContext.Current.CancellationToken))
        {
            using CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new FileTokenStore(target, Portal, "app").LockAsync(soon.Token));
        }
    }

    [Theory]
    [InlineData("https://other.example.com/", "app")]
    [InlineData("https://portal.example.com/", "other")]
    public void The_store_of_another_application_or_portal_has_its_own_error(string portal, string clientId)
    {
        Store().Write(Pair(1));

        Assert.Equal(
            nameof(TokenStoreErrors.TokenStoreOfAnotherApplication),
            Assert.Throws<B24Exception>(() => new FileTokenStore(FilePath, new Uri(portal), clientId).Read()).ErrorId);
    }

    [Fact]
    public async Task A_store_below_a_file_cannot_be_written_or_locked()
    {
        string file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        FileTokenStore store = new(Path.Combine(file, "tokens.json"), Portal, "app");

        Assert.Equal(nameof(TokenStoreErrors.TokenStoreNotWritten), Assert.Throws<B24Exception>(() => store.Write(Pair(1))).ErrorId);
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(() => store.LockAsync(TestContext.Current.CancellationToken));
        Assert.Equal(nameof(TokenStoreErrors.TokenStoreNotWritten), error.ErrorId);
    }

    [Fact]
    public async Task Only_one_holder_has_the_lock_at_a_time()
    {
        int inside = 0;
        int most = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            using IDisposable turn = await Store().LockAsync(TestContext.Current.CancellationToken);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        })));

        Assert.Equal(1, most);
    }

    [Fact]
    public void Only_the_owner_can_read_the_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Needs Unix.");
            return;
        }

        Store().Write(Pair(1));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    private string Temporary => FilePath + ".tmp";

    /// <summary>Creates the files of a process that was killed between the write and the rename.</summary>
    private void KilledAtFilled(TokenPair stored, TokenPair written)
    {
        Store().Write(stored);
        FileTokenStore watched = new(FilePath, Portal, "app")
        {
            Reached = step =>
            {
                if (step == WriteStep.Filled)
                {
                    File.Copy(Temporary, FilePath + ".copy");
                    File.Copy(FilePath, FilePath + ".old");
                }
            },
        };
        watched.Write(written);
        File.Move(FilePath + ".old", FilePath, overwrite: true);
        File.Move(FilePath + ".copy", Temporary);
    }

    private async Task<string> ReadUnderLockAsync()
    {
        using IDisposable turn = await Store().LockAsync(TestContext.Current.CancellationToken);
        return Store().Read()!.AccessToken.Reveal();
    }

    private FileTokenStore Store() => new(FilePath, Portal, "app");

    private string Open(TokenPair pair, bool isFresh)
    {
        OAuthConnection connection = new(Portal, new OAuthApplication("app", Secret.FromText("s3cret")!)) { Tokens = pair, IsGranted = isFresh, Store = Store() };
        B24Session session = connection.OpenAsync(cancellation: TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return ((OAuthAuthorization)session.Authorization).Current.AccessToken.Reveal();
    }

    private static TokenPair Pair(int number) => new()
    {
        AccessToken = Secret.FromText($"at-{number}")!,
        RefreshToken = Secret.FromText($"rt-{number}"),
        Scope = "im,imbot",
        ExpiresAt = new DateTimeOffset(2026, 11, 22, 12, 0, number, TimeSpan.FromHours(3)),
        ClientEndpoint = new Uri("https://portal.example.com/rest/"),
        UserId = 17,
        MemberId = "member",
    };
}
