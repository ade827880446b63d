using System.Text.RegularExpressions;
using Bitrix24.Imbot.Errors;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Errors;

/// <summary>The module's advice by error ID. Its sources are compiled into this project, because they don't use PowerShell.</summary>
public sealed partial class PowerShellAdviceTests
{
    private static KeyValuePair<string, string>[] Texts => [.. PowerShellAdvice.Texts];

    [Fact]
    public void Each_advice_text_belongs_to_an_existing_error()
    {
        string[] ids = [.. KnownErrors.Kinds.Select(kind => kind.Id), AuthorizationErrors.AuthorizationServerSilent.Id];
        Assert.Empty(Texts.Select(text => text.Key).Except(ids, StringComparer.Ordinal));
        Assert.Distinct(Texts.Select(text => text.Key), StringComparer.Ordinal);
        Assert.All(Texts, text => Assert.EndsWith(".", text.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_cmdlet_in_a_text_exists()
    {
        string manifest = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "Bitrix24.Imbot.psd1"));
        string[] named = [.. Texts.SelectMany(text => Cmdlet().Matches(text.Value).Select(match => match.Value)).Distinct(StringComparer.Ordinal)];
        Assert.NotEmpty(named);
        Assert.All(named, cmdlet => Assert.Contains($"'{cmdlet}'", manifest, StringComparison.Ordinal));
    }

    [Fact]
    public void The_module_repeats_no_text_of_Core() =>
        Assert.All(KnownErrors.Kinds, kind => Assert.DoesNotContain(new KeyValuePair<string, string>(kind.Id, kind.Advice), Texts));

    [Fact]
    public void An_error_keeps_its_properties_and_gets_the_PowerShell_advice()
    {
        B24Exception error = new(BotErrors.BotNotFound, "The portal did not find bot 5.", new IOException())
        {
            PortalCode = "BOT_NOT_FOUND",
            PortalMessage = "Bot not found",
            HttpStatus = 400,
            Method = "imbot.v2.Bot.get",
            Attempts = 2,
            Outcome = Outcome.Refused,
            RetryAfter = TimeSpan.FromSeconds(3),
        };
        B24Exception advised = PowerShellAdvice.For(error);
        Assert.Contains("Get-B24Bot", advised.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(FactsOf(error), FactsOf(advised));
        Assert.Same(error.InnerException, advised.InnerException);
    }

    [Fact]
    public void With_an_unknown_outcome_the_advice_covers_the_outcome_and_its_cause()
    {
        B24Exception cause = new(ConnectionErrors.PortalTimeout, "No answer.") { Outcome = Outcome.Unknown };
        B24Exception error = new(cause, ConnectionErrors.OutcomeUnknown, "The call may or may not have been executed.");
        Assert.Equal(
            $"{ConnectionErrors.LookFirst} A message that was sent with -IdempotencyKey can be sent again safely. If the portal is slow, connect with a larger -TimeoutSec.",
            PowerShellAdvice.For(error).RecommendedAction);
    }

    private static object FactsOf(B24Exception error) =>
        (error.Kind, error.Message, error.PortalCode, error.PortalMessage, error.HttpStatus, error.Method, error.Attempts, error.Outcome, error.RetryAfter);

    [GeneratedRegex(@"\b[A-Z][a-z]+-B24[A-Za-z0-9]+")]
    private static partial Regex Cmdlet();
}
