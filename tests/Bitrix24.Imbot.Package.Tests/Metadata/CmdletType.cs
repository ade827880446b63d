using System.Reflection;

namespace Bitrix24.Imbot.Package.Tests.Metadata;

/// <summary>A cmdlet from PowerShell's point of view.</summary>
internal sealed class CmdletType
{
    private const int HighImpact = 3;
    private readonly CustomAttributeData attribute;

    public CmdletType(Type type)
    {
        Type = type;
        attribute = type.Attribute("CmdletAttribute")!;
        Verb = (string)attribute.ConstructorArguments[0].Value!;
        Noun = (string)attribute.ConstructorArguments[1].Value!;
        Parameters = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.Attributes("ParameterAttribute").Any())
            .Select(property => new CmdletParameter(property))];
    }

    public Type Type { get; }

    public string Verb { get; }

    public string Noun { get; }

    public string Name => $"{Verb}-{Noun}";

    public IReadOnlyList<CmdletParameter> Parameters { get; }

    public bool SupportsShouldProcess => attribute.Named("SupportsShouldProcess", false);

    public bool HasHighImpact => attribute.Named("ConfirmImpact", 0) == HighImpact;

    public string? DefaultParameterSet => attribute.Named<string?>("DefaultParameterSetName", null);

    public string? HelpUri => attribute.Named<string?>("HelpUri", null);

    public IEnumerable<string> Aliases => Type.Attributes("AliasAttribute").SelectMany(alias => alias.Texts());

    public bool DeclaresOutput => Type.Attributes("OutputTypeAttribute").Any();

    /// <summary>The names of the parameter sets. Without any, the name of PowerShell's own set.</summary>
    public IEnumerable<string> ParameterSets
    {
        get
        {
            List<string> named = [.. Parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set)
                .Where(set => set != ParameterUse.EverySet).Distinct()];
            return named.Count > 0 ? named : [ParameterUse.EverySet];
        }
    }

    public static bool IsCmdlet(Type type) => type.Attribute("CmdletAttribute") is not null;

    public bool CallsPortal => Type.DerivesFrom("Bitrix24.Imbot.Cmdlets.B24SessionCmdlet");

    /// <summary>The cmdlet's own class and its ancestors in this module.</summary>
    public IEnumerable<Type> OwnTypes
    {
        get
        {
            for (Type? type = Type; type?.Namespace?.StartsWith("Bitrix24.Imbot", StringComparison.Ordinal) == true; type = type.BaseType)
            {
                yield return type;
            }
        }
    }

    public override string ToString() => Name;
}
