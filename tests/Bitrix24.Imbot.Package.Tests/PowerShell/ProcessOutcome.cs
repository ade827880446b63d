namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The result of a process. Without an exit code, it was killed after its time limit.</summary>
internal sealed record ProcessOutcome(int? ExitCode, string Output, string Error)
{
    public string Everything => Error.Length == 0 ? Output : $"{Output}{Environment.NewLine}{Error}";
}
