namespace Bitrix24.Imbot.Help.Metadata;

/// <summary>What a cmdlet's attributes say of it.</summary>
/// <param name="Name">Verb and noun.</param>
/// <param name="DefaultParameterSet">Name of the default parameter set; null where there is only one.</param>
/// <param name="Parameters">All parameters, <c>-WhatIf</c> and <c>-Confirm</c> included, the common ones not.</param>
/// <param name="OutputTypes">Full names of the types that it gives.</param>
public sealed record CmdletMetadata(
    string Name,
    string? DefaultParameterSet,
    IReadOnlyList<ParameterMetadata> Parameters,
    IReadOnlyList<string> OutputTypes)
{
    /// <summary>The name that stands for every parameter set.</summary>
    public const string AllParameterSets = "__AllParameterSets";

    /// <summary>The part before the hyphen.</summary>
    public string Verb => Name.Split('-')[0];

    /// <summary>The part after the hyphen.</summary>
    public string Noun => Name.Split('-')[1];

    /// <summary>Names of the parameter sets, the default one first; <see cref="AllParameterSets"/> alone where nothing is told apart.</summary>
    public IReadOnlyList<string> ParameterSets
    {
        get
        {
            string[] named = [.. Parameters
                .SelectMany(parameter => parameter.Places)
                .Select(place => place.ParameterSet)
                .Where(name => name != AllParameterSets)
                .Distinct()
                .OrderByDescending(name => name == DefaultParameterSet)];
            return named.Length == 0 ? [AllParameterSets] : named;
        }
    }

    /// <summary>The parameters of a set in the order in which they are typed: positional ones, mandatory ones, the rest.</summary>
    public IReadOnlyList<(ParameterMetadata Parameter, ParameterPlace Place)> ParametersOf(string parameterSet) =>
    [
        .. Parameters
            .Select(parameter => (Parameter: parameter, Place: parameter.PlaceIn(parameterSet)))
            .Where(pair => pair.Place is not null)
            .Select(pair => (pair.Parameter, Place: pair.Place!))
            .OrderBy(pair => pair.Place.Position ?? int.MaxValue)
            .ThenByDescending(pair => pair.Place.IsMandatory),
    ];
}
