using Bitrix24.Imbot.Core;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;

// One of several processes that use a portal at once. Everything comes by environment; what happened goes to the output as "answered;failed;attempts".
string Value(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");

int calls = int.Parse(Value("B24_CALLS"), System.Globalization.CultureInfo.InvariantCulture);
TransportOptions transport = TransportOptions.Default with { RequestRate = Enum.Parse<RequestRate>(Value("B24_RATE")) };
B24Session session = Environment.GetEnvironmentVariable("B24_WEBHOOK") is { Length: > 0 } webhook
    ? B24Session.ForWebhook(Secret.FromText(webhook)!, transport: transport)
    : await SessionProfiles.OpenWithStoreAsync(
        PortalAddress.Parse(Value("B24_DOMAIN")),
        new OAuthApplication(Value("B24_CLIENT_ID"), Secret.FromText(Value("B24_CLIENT_SECRET"))!, PortalAddress.Parse(Value("B24_DOMAIN"))),
        new TokenPair
        {
            AccessToken = Secret.FromText(Value("B24_ACCESS_TOKEN"))!,
            RefreshToken = Secret.FromText(Value("B24_REFRESH_TOKEN")),
            Scope = Value("B24_SCOPE"),
        },
        isFresh: false,
        botId: null,
        transport,
        name: null,
        Value("B24_STORE"),
        CancellationToken.None);

int answered = 0;
int attempts = 0;
List<string> errors = [];
for (int number = 0; number < calls; number++)
{
    try
    {
        PortalAnswer answer = await session.CallAsync(new GetRevisionRequest().Method, [], null, CancellationToken.None);
        answered++;
        attempts += answer.Attempts;
    }
    catch (B24Exception error)
    {
        errors.Add(error.ErrorId);
    }
}

Console.WriteLine($"{answered};{errors.Count};{attempts};{string.Join(",", errors.Distinct())}");
