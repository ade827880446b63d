using System.Reflection;
using System.Runtime.InteropServices;

namespace Bitrix24.Imbot.Help.Metadata;

/// <summary>
/// Reads the cmdlets of a built module from its metadata. No code is run, so both builds of the module can be read.
/// </summary>
public static class CmdletReader
{
    private const string Namespace = "System.Management.Automation.";

    /// <summary>Reads the cmdlets of an assembly, sorted by name.</summary>
    public static IReadOnlyList<CmdletMetadata> Read(string assemblyPath)
    {
        using MetadataLoadContext context = new(new PathAssemblyResolver(PathsFor(assemblyPath)));
        Assembly assembly = context.LoadFromAssemblyPath(Path.GetFullPath(assemblyPath));
        return [.. assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract)
            .Select(type => (Type: type, Cmdlet: Find(type, "CmdletAttribute")))
            .Where(pair => pair.Cmdlet is not null)
            .Select(pair => ReadCmdlet(pair.Type, pair.Cmdlet!))
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];
    }

    /// <summary>Gets one file for each name, first from the folder of the assembly, then from the folders of this tool and its runtime.</summary>
    private static IEnumerable<string> PathsFor(string assemblyPath)
    {
        string own = Path.GetDirectoryName(Path.GetFullPath(assemblyPath))!;
        string[] folders = [own, AppContext.BaseDirectory, RuntimeEnvironment.GetRuntimeDirectory()];
        return folders
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll"))
            .DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase);
    }

    private static CmdletMetadata ReadCmdlet(Type type, CustomAttributeData cmdlet)
    {
        bool asks = Named<bool>(cmdlet, "SupportsShouldProcess");
        IEnumerable<ParameterMetadata> own = type
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(ReadParameter)
            .OfType<ParameterMetadata>();
        return new CmdletMetadata(
            $"{cmdlet.ConstructorArguments[0].Value}-{cmdlet.ConstructorArguments[1].Value}",
            Named<string>(cmdlet, "DefaultParameterSetName"),
            [.. own, .. asks ? ShouldProcessParameters : []],
            [.. All(type, "OutputTypeAttribute").SelectMany(TypesIn).Distinct()]);
    }

    private static IEnumerable<ParameterMetadata> ShouldProcessParameters =>
    [
        new("WhatIf", "SwitchParameter", true, ["wi"], [], false, [new(CmdletMetadata.AllParameterSets, false, null, false, false)]),
        new("Confirm", "SwitchParameter", true, ["cf"], [], false, [new(CmdletMetadata.AllParameterSets, false, null, false, false)]),
    ];

    private static ParameterMetadata? ReadParameter(PropertyInfo property)
    {
        CustomAttributeData[] places = [.. All(property, "ParameterAttribute").Where(place => !Named<bool>(place, "DontShow"))];
        if (places.Length == 0)
        {
            return null;
        }

        Type type = ValueType(property.PropertyType);
        return new ParameterMetadata(
            property.Name,
            type.Name,
            type.FullName == Namespace + "SwitchParameter",
            [.. All(property, "AliasAttribute").SelectMany(TextsIn)],
            type.IsEnum ? type.GetEnumNames() : [.. All(property, "ValidateSetAttribute").SelectMany(TextsIn)],
            Find(property, "SupportsWildcardsAttribute") is not null,
            [.. places.Select(ReadPlace)]);
    }

    private static ParameterPlace ReadPlace(CustomAttributeData place) => new(
        Named<string>(place, "ParameterSetName") ?? CmdletMetadata.AllParameterSets,
        Named<bool>(place, "Mandatory"),
        Named<int?>(place, "Position"),
        Named<bool>(place, "ValueFromPipeline"),
        Named<bool>(place, "ValueFromPipelineByPropertyName"));

    private static Type ValueType(Type type) =>
        type is { IsGenericType: true, FullName: { } name } && name.StartsWith("System.Nullable`1", StringComparison.Ordinal)
            ? type.GetGenericArguments()[0]
            : type;

    private static CustomAttributeData? Find(MemberInfo member, string attribute) => All(member, attribute).FirstOrDefault();

    private static IEnumerable<CustomAttributeData> All(MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType.FullName == Namespace + attribute);

    private static T? Named<T>(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value ? value : default;

    private static IEnumerable<string> TextsIn(CustomAttributeData attribute) => ValuesIn(attribute).OfType<string>();

    private static IEnumerable<string> TypesIn(CustomAttributeData attribute) => ValuesIn(attribute).OfType<Type>().Select(type => type.FullName!);

    private static IEnumerable<object?> ValuesIn(CustomAttributeData attribute) => attribute.ConstructorArguments.SelectMany(argument =>
        argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> list ? list.Select(item => item.Value) : [argument.Value]);
}
