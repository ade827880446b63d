using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Text.Markdown;
using Bitrix24.Imbot.Cron;
using Bitrix24.Imbot.Markdown;

namespace Bitrix24.Imbot.MonoClient;

/// <summary>The calls of the client. The environment contains the data of the emulator.</summary>
internal sealed class PortalSteps
{
    private const long BotId = 456;
    private const string Text = "Привет, мир";

    private readonly B24Session webhook = B24Session.ForWebhook(
        Secret.FromText(Variable("B24_WEBHOOK"))!, BotId, Secret.FromText("my_bot_token"), Transport);

    public IEnumerable<Func<Task<string>>> All => [SendAsync, GetPortalErrorAsync, SendInParallelAsync, SendBatchAsync, RefreshAsync, CallUnreachablePortalAsync, ConvertMarkdownAsync, FindCronTimeAsync];

    private static Task<string> ConvertMarkdownAsync()
    {
        string text = MarkdownText.ToBBCode("**a** |\n- [x] [b](https://e.com)", MarkdownOptions.None);
        Require(text == "[b]a[/b] |\n\u2611 [url=https://e.com]b[/url]", $"the Markdown became {text}");
        return Task.FromResult("converted Markdown");
    }

    private static Task<string> FindCronTimeAsync()
    {
        DateTimeOffset? time = CronText.Next("0 8 * * 1-5", new DateTimeOffset(2027, 1, 1, 9, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);
        Require(time == new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero), $"the next time is {time}");
        return Task.FromResult("found the time of a cron expression");
    }

    private static TransportOptions Transport => TransportOptions.Default with { RequestRate = RequestRate.Unlimited };

    private async Task<string> SendAsync()
    {
        SentMessage sent = await webhook.SendAsync(new SendMessageRequest(BotId, "chat5", Text)).ConfigureAwait(false);
        Require(sent.MessageId > 0, "the message has no ID");
        return "sent a Cyrillic text";
    }

    private async Task<string> GetPortalErrorAsync()
    {
        B24Exception error = await FailAsync(webhook.SendAsync(new SendMessageRequest(BotId, "chat99", Text))).ConfigureAwait(false);
        return $"got the portal's error {error.PortalCode}";
    }

    private async Task<string> SendInParallelAsync()
    {
        SentMessage[] sent = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(number => webhook.SendAsync(new SendMessageRequest(BotId, "chat5", $"message {number}")))).ConfigureAwait(false);
        int different = sent.Select(message => message.MessageId).Distinct().Count();
        Require(different == 40, $"there were {different} message IDs");
        return "sent 40 messages in parallel";
    }

    private async Task<string> SendBatchAsync()
    {
        BatchedMessages messages = webhook.SendInBatches();
        Task<SentMessage?>[] sent = [.. Enumerable.Range(0, 120).Select(number => messages.Add(new SendMessageRequest(BotId, "chat5", $"line {number}"))[0])];
        messages.Complete();
        int different = (await Task.WhenAll(sent).ConfigureAwait(false)).Select(message => message!.MessageId).Distinct().Count();
        Require(different == 120, $"there were {different} message IDs");
        return "sent 120 messages in batches";
    }

    private async Task<string> RefreshAsync()
    {
        B24Session oauth = B24Session.ForOAuth(
            PortalAddress.Parse(Variable("B24_DOMAIN")),
            new OAuthApplication(Variable("B24_CLIENT_ID"), Secret.FromText(Variable("B24_CLIENT_SECRET"))!, new Uri(Variable("B24_DOMAIN"))),
            new TokenPair
            {
                AccessToken = Secret.FromText(Variable("B24_ACCESS_TOKEN"))!,
                RefreshToken = Secret.FromText(Variable("B24_REFRESH_TOKEN")),
                Scope = Variable("B24_SCOPE"),
            },
            transport: Transport);
        Require(oauth.ExpiresAt is null, "the access token's end was known before the refresh");
        ApiRevision revision = await oauth.SendAsync(new GetRevisionRequest()).ConfigureAwait(false);
        Require(oauth.ExpiresAt > DateTimeOffset.UtcNow, "the token was not refreshed");
        return $"refreshed an expired access token for revision {revision.Rest}";
    }

    private static async Task<string> CallUnreachablePortalAsync()
    {
        B24Session nobody = B24Session.ForWebhook(
            Secret.FromText("http://127.0.0.1:9/rest/1/k3y0fs1xteench4r/")!, transport: Transport with { MaximumRetryCount = 0 });
        B24Exception error = await FailAsync(nobody.SendAsync(new GetRevisionRequest())).ConfigureAwait(false);
        return $"got {error.ErrorId} for a portal that cannot be reached";
    }

    private static async Task<B24Exception> FailAsync(Task call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (B24Exception error)
        {
            return error;
        }

        throw new InvalidOperationException("The call did not fail.");
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"Failed: {otherwise}.");
        }
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
}
