namespace Bitrix24.Imbot.Help.Metadata;

/// <summary>The metadata of a parameter from its attributes.</summary>
/// <param name="Name">The name without the hyphen.</param>
/// <param name="Type">The type's short name, as PowerShell shows it.</param>
/// <param name="IsSwitch">Whether it takes no value.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="AcceptedValues">The allowed values, if they are listed; otherwise empty.</param>
/// <param name="AcceptsWildcards">Whether it accepts wildcards.</param>
/// <param name="Places">Its data in each parameter set.</param>
public sealed record ParameterMetadata(
    string Name,
    string Type,
    bool IsSwitch,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> AcceptedValues,
    bool AcceptsWildcards,
    IReadOnlyList<ParameterPlace> Places)
{
    /// <summary>Whether it accepts several values.</summary>
    public bool TakesMany => Type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>The names of its parameter sets, or <c>(All)</c>.</summary>
    public string ParameterSetText => Places.Any(place => place.ParameterSet == CmdletMetadata.AllParameterSets)
        ? "(All)"
        : string.Join(", ", Places.Select(place => place.ParameterSet));

    /// <summary>Whether it is mandatory in all its parameter sets.</summary>
    public bool IsMandatory => Places.All(place => place.IsMandatory);

    /// <summary>The position; null if it has none.</summary>
    public int? Position => Places.Select(place => place.Position).FirstOrDefault(position => position is not null);

    /// <summary>The text of the help system for its pipeline input.</summary>
    public string PipelineText =>
        ParameterPlace.PipelineTextOf(Places.Any(place => place.ByValue), Places.Any(place => place.ByPropertyName));

    /// <summary>Gets the data for a parameter set; null if it isn't part of the set.</summary>
    public ParameterPlace? PlaceIn(string parameterSet) =>
        Places.FirstOrDefault(place => place.ParameterSet == parameterSet)
        ?? Places.FirstOrDefault(place => place.ParameterSet == CmdletMetadata.AllParameterSets);
}
