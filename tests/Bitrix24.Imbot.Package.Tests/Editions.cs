namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The two folders that ship, named like the editions of PowerShell that take them; for theories.</summary>
public static class Editions
{
    public const string Core = "Core";
    public const string Desktop = "Desktop";

    public static TheoryData<string> Both => [Core, Desktop];
}
