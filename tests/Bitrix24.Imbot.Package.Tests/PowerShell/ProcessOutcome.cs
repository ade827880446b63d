namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>How a process ended. No exit code: it was killed when its time was over.</summary>
internal sealed record ProcessOutcome(int? ExitCode, string Output, string Error)
{
    public string Everything => Error.Length == 0 ? Output : $"{Output}{Environment.NewLine}{Error}";
}
