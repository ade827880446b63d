using System.Text.Json;
using Bitrix24.Imbot.Package.Tests.Sources;

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The packed module in a real PowerShell.</summary>
[Collection(PowerShellRuns.Name)]
public sealed class ImportTests
{
    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public async Task Module_can_be_imported_again_removed_and_imported_once_more(string build)
    {
        PackedModule module = await ModuleUnderTest.GetAsync(build);
        ProcessOutcome outcome = await PowerShellProcess.RunFileAsync(
            module,
            Path.Combine(AppContext.BaseDirectory, "PowerShell", "Test-ModuleImport.ps1"),
            ["-Manifest", module.Manifest],
            TimeSpan.FromMinutes(1));
        Assert.True(outcome.ExitCode == 0, outcome.Everything);
        Assert.Empty(outcome.Error);

        ManifestFile manifest = new(module.Manifest);
        string[] expected = [.. manifest.List("CmdletsToExport").Concat(manifest.List("AliasesToExport")).Order(StringComparer.OrdinalIgnoreCase)];
        using JsonDocument document = JsonDocument.Parse(outcome.Output);
        JsonElement found = document.RootElement;
        Assert.Equal("Bitrix24.Imbot", found.GetProperty("ManifestName").GetString());
        Assert.Equal(manifest.Text("ModuleVersion"), found.GetProperty("Version").GetString());
        Assert.Empty(Texts(found, "ManifestWarnings"));
        Assert.Empty(Texts(found, "ImportWarnings"));
        Assert.Equal(expected, Texts(found, "Exported"));
        Assert.Equal(expected, Texts(found, "AfterForce"));
        Assert.True(found.GetProperty("RunsAfterForce").GetBoolean());
        Assert.Empty(Texts(found, "AfterRemove"));
        Assert.Empty(Texts(found, "LoadedAfterRemove"));
        Assert.Equal(expected, Texts(found, "AfterReturn"));
        Assert.True(found.GetProperty("RunsAfterReturn").GetBoolean());
    }

    private static string[] Texts(JsonElement found, string property) =>
        [.. found.GetProperty(property).EnumerateArray().Select(item => item.GetString()!)];
}
