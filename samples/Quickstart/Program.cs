using System.Reflection;
using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Quickstart;

Console.OutputEncoding = System.Text.Encoding.UTF8;
string root = Path.GetFullPath(typeof(PowerShellTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(attribute => attribute.Key == "RepositoryRoot").Value!);
PowerShellTool powerShell = new(root);
if (await powerShell.RestoreAsync() is { } problem)
{
    Console.Error.WriteLine(problem);
    return 1;
}

Console.WriteLine("Starting the emulator ...");
await using PortalEmulator portal = await PortalEmulator.StartAsync();

// The access token of an unattended script has often expired since its last run.
portal.Portal.Authorization.ExpireAccessTokens();

int exitCode = await powerShell.RunAsync(Path.Combine(AppContext.BaseDirectory, "Quickstart.ps1"), new Dictionary<string, string>
{
    ["B24_MODULE"] = Path.Combine(root, "Bitrix24.Imbot.psd1"),
    ["B24_WEBHOOK"] = portal.WebhookUri.AbsoluteUri,
    ["B24_DOMAIN"] = portal.Address.AbsoluteUri,
    ["B24_CLIENT_ID"] = portal.Application.ClientId,
    ["B24_CLIENT_SECRET"] = portal.Application.ClientSecret,
    ["B24_ACCESS_TOKEN"] = portal.Application.AccessToken,
    ["B24_REFRESH_TOKEN"] = portal.Application.RefreshToken,
    ["B24_SCOPE"] = portal.Application.Scope,
});
if (exitCode == 0)
{
    Conversation.Print(portal);
}

return exitCode;
