namespace Bitrix24.Imbot.Help.Metadata;

/// <summary>What a parameter's attributes say of it.</summary>
/// <param name="Name">The name without hyphen.</param>
/// <param name="Type">The type's short name, as PowerShell shows it.</param>
/// <param name="IsSwitch">Whether it takes no value.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="AcceptedValues">The values allowed, where they are counted; else empty.</param>
/// <param name="AcceptsWildcards">Whether wildcards are meant as such.</param>
/// <param name="Places">How it is given, for each parameter set.</param>
public sealed record ParameterMetadata(
    string Name,
    string Type,
    bool IsSwitch,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> AcceptedValues,
    bool AcceptsWildcards,
    IReadOnlyList<ParameterPlace> Places)
{
    /// <summary>Whether it takes several values.</summary>
    public bool TakesMany => Type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>Names of its parameter sets, or <c>(All)</c>.</summary>
    public string ParameterSetText => Places.Any(place => place.ParameterSet == CmdletMetadata.AllParameterSets)
        ? "(All)"
        : string.Join(", ", Places.Select(place => place.ParameterSet));

    /// <summary>Whether it must be given wherever it can be.</summary>
    public bool IsMandatory => Places.All(place => place.IsMandatory);

    /// <summary>Its position, where it has one.</summary>
    public int? Position => Places.Select(place => place.Position).FirstOrDefault(position => position is not null);

    /// <summary>How it takes objects from the pipeline, in the words of the help system.</summary>
    public string PipelineText =>
        ParameterPlace.PipelineTextOf(Places.Any(place => place.ByValue), Places.Any(place => place.ByPropertyName));

    /// <summary>How it is given in a parameter set; null where it is not part of that.</summary>
    public ParameterPlace? PlaceIn(string parameterSet) =>
        Places.FirstOrDefault(place => place.ParameterSet == parameterSet)
        ?? Places.FirstOrDefault(place => place.ParameterSet == CmdletMetadata.AllParameterSets);
}
