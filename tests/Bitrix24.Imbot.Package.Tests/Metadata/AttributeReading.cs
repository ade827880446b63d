using System.Reflection;

namespace Bitrix24.Imbot.Package.Tests.Metadata;

/// <summary>Reads PowerShell's attributes as data, without creating them.</summary>
internal static class AttributeReading
{
    private const string Namespace = "System.Management.Automation.";

    public static IEnumerable<CustomAttributeData> Attributes(this MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == Namespace + name);

    public static CustomAttributeData? Attribute(this MemberInfo member, string name) => member.Attributes(name).SingleOrDefault();

    public static T Named<T>(this CustomAttributeData attribute, string name, T otherwise)
    {
        CustomAttributeNamedArgument argument = attribute.NamedArguments.FirstOrDefault(candidate => candidate.MemberName == name);
        return argument.TypedValue.Value is T value ? value : otherwise;
    }

    /// <summary>The texts of an attribute such as <c>[Alias("a", "b")]</c>.</summary>
    public static IEnumerable<string> Texts(this CustomAttributeData attribute) =>
        ((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!).Select(argument => (string)argument.Value!);

    public static bool DerivesFrom(this Type type, string fullName)
    {
        for (Type? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.FullName == fullName)
            {
                return true;
            }
        }

        return false;
    }
}
