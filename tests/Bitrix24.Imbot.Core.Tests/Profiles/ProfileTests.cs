using System.Text;
using System.Text.Json.Nodes;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Storage;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Profiles;

public sealed class ProfileTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "b24-" + Guid.NewGuid().ToString("N"), "profiles");
    private readonly string? before = Environment.GetEnvironmentVariable(ProfileFolder.Variable);

    public ProfileTests() => Environment.SetEnvironmentVariable(ProfileFolder.Variable, folder);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(ProfileFolder.Variable, before);
        if (Directory.Exists(folder))
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    [Fact]
    public async Task A_webhook_profile_is_read_completely()
    {
        ProfileFile file = ProfileFile.For("nightly", ProfileScope.CurrentUser);
        B24Session session = B24Session.ForWebhook(Address(), 456, Secret.FromText("my_bot_token"));
        await SessionProfiles.SaveWebhookAsync(session, Address(), TransportOptions.Default, file, TestContext.Current.CancellationToken);

        B24Session opened = SessionProfiles.Open(file);

        Assert.Equal(session.Portal, opened.Portal);
        Assert.Equal(17, opened.UserId);
        Assert.Equal(456, opened.BotId);
        Assert.Equal("my_bot_token", opened.BotToken!.Reveal());
        Assert.Equal("nightly", opened.Profile);
        Assert.Equal("nightly", opened.Name);
    }

    [Theory]
    [InlineData("dpapi-user")]
    [InlineData("dpapi-machine")]
    public async Task A_profile_that_Windows_encrypted_cannot_be_read_on_another_system(string protection)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        ProfileFile file = ProfileFile.For("windows", ProfileScope.CurrentUser);
        Save(file, "at-1", isFresh: true);
        JsonObject content = JsonNode.Parse(await File.ReadAllTextAsync(file.FilePath, TestContext.Current.CancellationToken))!.AsObject();
        content["protection"] = protection;
        content["account"] = "ANNA-PC\\anna";
        content["secrets"] = Convert.ToBase64String([1, 2, 3]);
        await File.WriteAllTextAsync(file.FilePath, content.ToJsonString(), TestContext.Current.CancellationToken);

        B24Exception exception = Assert.Throws<B24Exception>(() => file.Read());

        Assert.Equal(nameof(SessionErrors.ProfileOfAnotherAccount), exception.Kind.Id);
        Assert.Contains("was saved by ANNA-PC\\anna", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completely_written_file_of_a_killed_process_is_used()
    {
        ProfileFile file = ProfileFile.For("killed", ProfileScope.CurrentUser);
        Save(file, "at-1", isFresh: false);
        string old = await File.ReadAllTextAsync(file.FilePath, TestContext.Current.CancellationToken);
        new ProfileTokenStore(file, Portal, "local.app").Write(Pair("at-2"));
        File.Move(file.FilePath, file.FilePath + ".tmp");
        await File.WriteAllTextAsync(file.FilePath, old, TestContext.Current.CancellationToken);

        (await file.LockAsync(TestContext.Current.CancellationToken)).Dispose();

        Assert.Equal("at-2", file.Read().Tokens!.AccessToken.Reveal());
        Assert.False(File.Exists(file.FilePath + ".tmp"));
    }

    [Fact]
    public async Task A_bot_token_that_a_killed_process_had_written_is_used()
    {
        ProfileFile file = ProfileFile.For("webhook", ProfileScope.CurrentUser);
        B24Session session = B24Session.ForWebhook(Address());
        session = await SessionProfiles.SaveWebhookAsync(session, Address(), TransportOptions.Default, file, TestContext.Current.CancellationToken);
        string old = await File.ReadAllTextAsync(file.FilePath, TestContext.Current.CancellationToken);
        SessionProfiles.KeepBot(session.With(456, Secret.FromText("made_at_random")));
        File.Move(file.FilePath, file.FilePath + ".tmp");
        await File.WriteAllTextAsync(file.FilePath, old, TestContext.Current.CancellationToken);

        (await file.LockAsync(TestContext.Current.CancellationToken)).Dispose();

        Assert.Equal("made_at_random", SessionProfiles.Open(file).BotToken!.Reveal());
    }

    [Fact]
    public void A_profile_that_is_a_symbolic_link_remains_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        ProfileFile file = ProfileFile.For("linked", ProfileScope.CurrentUser);
        string target = Path.Combine(Path.GetDirectoryName(folder)!, "elsewhere.json");
        Directory.CreateDirectory(folder);
        File.CreateSymbolicLink(file.FilePath, target);

        Save(file, "at-1", isFresh: true);
        new ProfileTokenStore(file, Portal, "local.app").Write(Pair("at-2"));

        Assert.Equal(target, new FileInfo(file.FilePath).LinkTarget);
        Assert.Contains("at-2", File.ReadAllText(target), StringComparison.Ordinal);
        file.Delete();
        Assert.False(file.Exists);
        Assert.True(File.Exists(target));
    }

    [Fact]
    public void An_oauth_profile_keeps_its_newer_tokens()
    {
        ProfileFile file = ProfileFile.For("oauth", ProfileScope.CurrentUser);
        Save(file, "at-1", isFresh: false);
        new ProfileTokenStore(file, Portal, "local.app").Write(Pair("at-2"));

        B24Session again = Save(file, "at-1", isFresh: false);
        Assert.Equal("at-2", ((OAuthAuthorization)again.Authorization).Current.AccessToken.Reveal());

        B24Session granted = Save(file, "at-9", isFresh: true);
        Assert.Equal("at-9", ((OAuthAuthorization)granted.Authorization).Current.AccessToken.Reveal());
        Assert.Equal("at-2", file.Read().PreviousTokens!.AccessToken.Reveal());
        Assert.Equal(456, granted.BotId);
    }

    [Fact]
    public async Task The_tokens_of_another_application_are_not_used()
    {
        ProfileFile file = ProfileFile.For("oauth", ProfileScope.CurrentUser);
        Save(file, "at-1", isFresh: false);

        OAuthConnection connection = new(Portal, new OAuthApplication("other", Secret.FromText("s3cret")!)) { Tokens = Pair("at-5"), Profile = file };
        B24Session other = await connection.OpenAsync(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal("at-5", ((OAuthAuthorization)other.Authorization).Current.AccessToken.Reveal());
    }

    [Fact]
    public async Task Saving_again_keeps_the_bot_and_its_token()
    {
        ProfileFile file = ProfileFile.For("nightly", ProfileScope.CurrentUser);
        await SaveWebhookAsync(B24Session.ForWebhook(Address(), 456, Secret.FromText("my_bot_token")));

        B24Session again = await SaveWebhookAsync(B24Session.ForWebhook(Address()));
        B24Session other = await SaveWebhookAsync(B24Session.ForWebhook(Address(), 9, Secret.FromText("another_token")));

        Assert.Equal((456L, "my_bot_token"), (again.BotId, again.BotToken?.Reveal()));
        Assert.Equal((9L, "another_token"), (other.BotId, other.BotToken?.Reveal()));

        Task<B24Session> SaveWebhookAsync(B24Session session) =>
            SessionProfiles.SaveWebhookAsync(session, Address(), TransportOptions.Default, file, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void An_old_session_cannot_use_a_profile_that_was_saved_for_another_portal()
    {
        ProfileFile file = ProfileFile.For("oauth", ProfileScope.CurrentUser);
        Save(file, "at-1", isFresh: false);
        ProfileTokenStore old = new(file, new Uri("https://other.example.com/"), "local.app");

        Assert.Equal(nameof(TokenStoreErrors.TokenStoreOfAnotherApplication), Assert.Throws<B24Exception>(() => old.Read()).ErrorId);
        Assert.Equal(nameof(TokenStoreErrors.TokenStoreOfAnotherApplication), Assert.Throws<B24Exception>(() => old.Write(Pair("at-9"))).ErrorId);
        Assert.Equal("at-1", file.Read().Tokens!.AccessToken.Reveal());
    }

    [Fact]
    public void Only_the_owner_can_read_file_and_folder()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Needs Unix.");
            return;
        }

        ProfileFile file = ProfileFile.For("nightly", ProfileScope.CurrentUser);
        Save(file, "at-1", isFresh: false);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.FilePath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(["nightly.json", "nightly.json.lock"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Profile_information_contains_no_secret()
    {
        ProfileFile file = ProfileFile.For("nightly", ProfileScope.CurrentUser);
        Save(file, "at-secret", isFresh: false);

        ProfileInfo info = Assert.Single(ProfileFile.All(ProfileScope.CurrentUser)).ReadInfo();

        Assert.Equal("nightly", info.Name);
        Assert.Equal("local.app", info.ClientId);
        Assert.Equal(456, info.BotId);
        string shown = System.Text.Json.JsonSerializer.Serialize(info) + info;
        Assert.DoesNotContain("at-secret", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../evil")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("with blank")]
    [InlineData("con")]
    [InlineData("LPT1.nightly")]
    public void Invalid_profile_names_are_refused(string name) => Assert.Equal(
        nameof(SessionErrors.ProfileNameInvalid),
        Assert.Throws<B24Exception>(() => ProfileFile.For(name, ProfileScope.CurrentUser)).ErrorId);

    [Fact]
    public void The_error_for_a_missing_profile_names_the_account()
    {
        B24Exception error = Assert.Throws<B24Exception>(() => ProfileFile.For("nothing", ProfileScope.CurrentUser).Read());

        Assert.Equal(nameof(SessionErrors.ProfileNotFound), error.ErrorId);
        Assert.Contains(Environment.UserName, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abcdefgh12345678")]
    [InlineData("5f1c0d8e-7a53-4f0e-9f55-2f6f1d1e6a11")]
    [InlineData("0123456789abcdef0123456789abcdef01234567")]
    public void A_token_that_is_passed_as_a_name_is_not_shown(string token) => Assert.DoesNotContain(
        token,
        Assert.Throws<B24Exception>(() => ProfileFile.For(token, ProfileScope.CurrentUser).Read()).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("nightly-backup-2026")]
    [InlineData("finance_department_reports")]
    public void An_ordinary_profile_name_is_shown(string name) => Assert.Contains(
        name,
        Assert.Throws<B24Exception>(() => ProfileFile.For(name, ProfileScope.CurrentUser).Read()).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"format":2,"kind":"webhook","portal":"https://p/"}""")]
    [InlineData("""{"format":1,"kind":"webhook","portal":"https://p/","protection":"none","secrets":{}}""")]
    [InlineData("""{"format":1,"kind":"oauth","portal":"https://p/","clientId":"x","protection":"none","secrets":{}}""")]
    public void A_damaged_profile_has_its_own_error(string content)
    {
        ProfileFile file = ProfileFile.For("broken", ProfileScope.CurrentUser);
        PrivateFile.Write(file.FilePath, Encoding.UTF8.GetBytes(content));

        Assert.Equal(nameof(SessionErrors.ProfileUnreadable), Assert.Throws<B24Exception>(() => file.Read()).ErrorId);
    }

    [Fact]
    public void Machine_profiles_exist_on_windows_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has profiles of the machine.");

        Assert.Equal(
            nameof(SessionErrors.ProfileScopeUnsupported),
            Assert.Throws<B24Exception>(() => ProfileFile.For("x", ProfileScope.LocalMachine)).ErrorId);
    }

    private static Uri Portal { get; } = new("https://portal.example.com/");

    private static Secret Address() => Secret.FromText("https://portal.example.com/rest/17/k3y0fs1xteench4r/")!;

    private static TokenPair Pair(string accessToken) => new()
    {
        AccessToken = Secret.FromText(accessToken)!,
        RefreshToken = Secret.FromText("rt"),
        Scope = "imbot",
    };

    private static B24Session Save(ProfileFile file, string accessToken, bool isFresh) => new OAuthConnection(Portal, new OAuthApplication("local.app", Secret.FromText("s3cret")!))
    {
        Tokens = Pair(accessToken),
        IsGranted = isFresh,
        BotId = isFresh ? null : 456,
        Profile = file,
    }.OpenAsync(cancellation: TestContext.Current.CancellationToken).GetAwaiter().GetResult();
}
