using System.Reflection;
using System.Xml.Linq;
using Bitrix24.Imbot.Package.Tests.Metadata;
using Bitrix24.Imbot.Package.Tests.Sources;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Compares the manifest with the files next to it.</summary>
public sealed class ManifestTests
{
    private readonly ManifestFile manifest = new(ModuleUnderTest.Manifest);

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Exports_exactly_the_cmdlets_in_order(string edition) => Assert.Equal(
        ModuleFolder.Of(edition).Cmdlets.Select(cmdlet => cmdlet.Name).Order(StringComparer.Ordinal),
        manifest.List("CmdletsToExport"));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Exports_exactly_the_aliases_in_order(string edition) => Assert.Equal(
        ModuleFolder.Of(edition).Cmdlets.SelectMany(cmdlet => cmdlet.Aliases).Order(StringComparer.Ordinal),
        manifest.List("AliasesToExport"));

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("VariablesToExport")]
    public void Exports_nothing_else(string key) => Assert.Empty(manifest.List(key));

    [Theory]
    [InlineData("CmdletsToExport")]
    [InlineData("AliasesToExport")]
    public void Exports_no_wildcards(string key) =>
        Assert.DoesNotContain(manifest.List(key), name => name.IndexOfAny(['*', '?', '[']) >= 0);

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Has_the_version_of_the_assemblies(string edition)
    {
        string version = manifest.Text("ModuleVersion");
        Findings.MustBeNone(new[] { "Bitrix24.Imbot.dll", "Bitrix24.Imbot.Core.dll" }
            .Select(file => (File: file, Version: InformationalVersion(ModuleFolder.Of(edition).Load(file))))
            .Where(assembly => assembly.Version != version)
            .Select(assembly => $"{assembly.File} is {assembly.Version}, the manifest says {version}."));
    }

    [Fact]
    public void Names_files_that_exist() => Findings.MustBeNone(
        manifest.List("FormatsToProcess").Append(manifest.Text("RootModule"))
            .Where(file => !File.Exists(Path.Combine(ModuleUnderTest.Folder, file)))
            .Select(file => $"{file} does not exist."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Views_show_existing_properties_of_existing_types(string edition)
    {
        ModuleFolder folder = ModuleFolder.Of(edition);
        List<XElement> views = [.. manifest.List("FormatsToProcess")
            .SelectMany(file => XDocument.Load(Path.Combine(ModuleUnderTest.Folder, file)).Descendants("View"))];
        Assert.NotEmpty(views);
        Findings.MustBeNone(views.SelectMany(view => WrongIn(view, folder)));
    }

    private static IEnumerable<string> WrongIn(XElement view, ModuleFolder folder)
    {
        foreach (string typeName in view.Descendants("TypeName").Select(element => element.Value))
        {
            if (folder.FindType(typeName) is not { } type)
            {
                yield return $"View {view.Element("Name")?.Value}: there is no type {typeName}.";
                continue;
            }

            foreach (string property in view.Descendants("PropertyName").Select(element => element.Value))
            {
                if (type.GetProperty(property, BindingFlags.Public | BindingFlags.Instance) is null)
                {
                    yield return $"View {view.Element("Name")?.Value}: {typeName} has no public property {property}.";
                }
            }
        }
    }

    /// <summary>The version without the commit that the compiler adds after a plus sign.</summary>
    private static string InformationalVersion(Assembly assembly)
    {
        CustomAttributeData attribute = assembly.GetCustomAttributesData()
            .Single(candidate => candidate.AttributeType.FullName == typeof(AssemblyInformationalVersionAttribute).FullName);
        return ((string)attribute.ConstructorArguments[0].Value!).Split('+')[0];
    }
}
