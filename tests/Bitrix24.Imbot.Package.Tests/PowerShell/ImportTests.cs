using System.Text.Json;
using Bitrix24.Imbot.Package.Tests.Sources;

namespace Bitrix24.Imbot.Package.Tests.PowerShell;

/// <summary>The packed module in a real PowerShell.</summary>
[Collection(PowerShellRuns.Name)]
public sealed class ImportTests(PowerShellHost host)
{
    [Fact]
    public async Task Module_can_be_imported_again_removed_and_imported_once_more()
    {
        ProcessOutcome outcome = await PowerShellProcess.RunFileAsync(
            await host.RequirePwshAsync(),
            host.Manifest,
            Path.Combine(AppContext.BaseDirectory, "PowerShell", "Test-ModuleImport.ps1"),
            ["-Manifest", host.Manifest],
            TimeSpan.FromMinutes(1));
        Assert.True(outcome.ExitCode == 0, outcome.Everything);
        Assert.Empty(outcome.Error);

        ManifestFile manifest = new(host.Manifest);
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
