namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The two folders that ship, for theories.</summary>
public static class Frameworks
{
    public const string PowerShell7 = "net8.0";
    public const string WindowsPowerShell = "netstandard2.0";

    public static TheoryData<string> Both => [PowerShell7, WindowsPowerShell];
}
