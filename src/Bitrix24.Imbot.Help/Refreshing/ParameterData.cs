using System.Globalization;
using Bitrix24.Imbot.Help.Metadata;

namespace Bitrix24.Imbot.Help.Refreshing;

/// <summary>The data block of a parameter, in the platyPS format.</summary>
internal static class ParameterData
{
    public static string Of(ParameterMetadata parameter, string defaultValue)
    {
        string aliases = string.Join(", ", parameter.Aliases);
        string values = string.Join(", ", parameter.AcceptedValues);
        List<string> lines =
        [
            $"Type: {parameter.Type}",
            $"Parameter Sets: {parameter.ParameterSetText}",
            aliases.Length == 0 ? "Aliases:" : $"Aliases: {aliases}",
        ];
        if (values.Length > 0)
        {
            lines.Add($"Accepted values: {values}");
        }

        lines.AddRange(
        [
            string.Empty,
            $"Required: {parameter.IsMandatory}",
            $"Position: {parameter.Position?.ToString(CultureInfo.InvariantCulture) ?? "Named"}",
            $"Default value: {(parameter.IsSwitch ? "False" : defaultValue)}",
            $"Accept pipeline input: {parameter.PipelineText}",
            $"Accept wildcard characters: {parameter.AcceptsWildcards}",
        ]);
        return string.Join("\n", lines);
    }
}
