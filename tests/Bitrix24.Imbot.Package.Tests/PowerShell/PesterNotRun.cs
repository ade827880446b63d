namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>A test of a Pester file that did not run, and why.</summary>
public sealed record PesterNotRun(string Name, string Reason);
