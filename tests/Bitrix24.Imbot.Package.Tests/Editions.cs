namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The two folders of the package, for theories. Each has the name of the PowerShell edition that loads it.</summary>
public static class Editions
{
    public const string Core = "Core";
    public const string Desktop = "Desktop";

    public static TheoryData<string> Both => [Core, Desktop];
}
