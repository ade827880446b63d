using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Quickstart;

Console.OutputEncoding = System.Text.Encoding.UTF8;
Console.WriteLine("Starting a Bitrix24 portal on this machine ...");
await using PortalEmulator portal = await PortalEmulator.StartAsync();

// Between two runs of an unattended script an hour passes easily: the OAuth part begins with an access token that has expired.
portal.Portal.Authorization.ExpireAccessTokens();

string? pwsh = PowerShellDemo.FindPowerShell();
int exitCode;
if (pwsh is null)
{
    Console.WriteLine("PowerShell 7 (pwsh) is not on the PATH: the same calls are made from C#, through the core of the module.");
    await CoreDemo.RunAsync(portal);
    exitCode = 0;
}
else
{
    exitCode = await PowerShellDemo.RunAsync(pwsh, portal);
}

Conversation.Print(portal);
return exitCode;
