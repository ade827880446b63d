using System.Reflection;

namespace Bitrix24.Imbot.Package.Tests.Metadata;

/// <summary>A parameter with all its uses.</summary>
internal sealed class CmdletParameter
{
    public CmdletParameter(PropertyInfo property)
    {
        Name = property.Name;
        Type = property.PropertyType;
        IsWritable = property.SetMethod?.IsPublic == true;
        Aliases = [.. property.Attributes("AliasAttribute").SelectMany(alias => alias.Texts())];
        Uses = [.. property.Attributes("ParameterAttribute").Select(use => new ParameterUse(
            use.Named("ParameterSetName", ParameterUse.EverySet),
            use.Named("Position", ParameterUse.NoPosition),
            use.Named("ValueFromPipeline", false)))];
    }

    public string Name { get; }

    public Type Type { get; }

    public bool IsWritable { get; }

    public IReadOnlyList<string> Aliases { get; }

    public IReadOnlyList<ParameterUse> Uses { get; }

    /// <summary>
    /// The type of one value. It is <c>long</c> for <c>long?</c> and <c>long[]</c>, because some cmdlets accept many bots and others at most one.
    /// It is <c>bool</c> for a switch, and for <c>bool?</c>, which a flag has that may also stay unchanged.
    /// </summary>
    public string ValueType
    {
        get
        {
            Type value = Type.IsArray ? Type.GetElementType()! : Type;
            bool nullable = value.IsGenericType && value.GetGenericTypeDefinition().FullName == "System.Nullable`1";
            string name = (nullable ? value.GetGenericArguments()[0] : value).FullName!;
            return name == "System.Management.Automation.SwitchParameter" ? typeof(bool).FullName! : name;
        }
    }
}
