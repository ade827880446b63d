using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Revisions;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.ReliabilityClient;

// One of several processes on one portal. Its settings are environment variables, and it prints "answered;failed;attempts;errors".
// With B24_STEP it stops indefinitely at that step of its first refresh, and writes its name.
string Value(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");

TransportOptions transport = TransportOptions.Default with { RequestRate = Enum.Parse<RequestRate>(Value("B24_RATE")) };
SteppingStore? store = null;
B24Session session;
try
{
    session = await OpenAsync();
}
catch (B24Exception error)
{
    Console.WriteLine($"0;1;0;{error.ErrorId}");
    return;
}

if (store is not null)
{
    store.IsWatching = true;
}

int calls = int.Parse(Value("B24_CALLS"), System.Globalization.CultureInfo.InvariantCulture);
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

async Task<B24Session> OpenAsync() => Environment.GetEnvironmentVariable("B24_WEBHOOK") is { Length: > 0 } webhook
    ? B24Session.ForWebhook(Secret.FromText(webhook)!, transport: transport)
    : await new OAuthConnection(
        PortalAddress.Parse(Value("B24_DOMAIN")),
        new OAuthApplication(Value("B24_CLIENT_ID"), Secret.FromText(Value("B24_CLIENT_SECRET"))!, PortalAddress.Parse(Value("B24_DOMAIN"))))
    {
        Tokens = new TokenPair
        {
            AccessToken = Secret.FromText(Value("B24_ACCESS_TOKEN"))!,
            RefreshToken = Secret.FromText(Value("B24_REFRESH_TOKEN")),
            Scope = Value("B24_SCOPE"),
        },
        Transport = transport,
        Store = store = new SteppingStore(
            Value("B24_STORE"), PortalAddress.Parse(Value("B24_DOMAIN")), Value("B24_CLIENT_ID"), Environment.GetEnvironmentVariable("B24_STEP")),
    }.OpenAsync();
