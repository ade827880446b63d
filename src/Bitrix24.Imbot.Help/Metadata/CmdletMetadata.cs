namespace Bitrix24.Imbot.Help.Metadata;

/// <summary>The metadata of a cmdlet from its attributes.</summary>
/// <param name="Name">Verb and noun.</param>
/// <param name="DefaultParameterSet">The name of the default parameter set; null if there is only one set.</param>
/// <param name="Parameters">All parameters, including <c>-WhatIf</c> and <c>-Confirm</c>, without common parameters.</param>
/// <param name="OutputTypes">The full names of the output types.</param>
public sealed record CmdletMetadata(
    string Name,
    string? DefaultParameterSet,
    IReadOnlyList<ParameterMetadata> Parameters,
    IReadOnlyList<string> OutputTypes)
{
    /// <summary>The name that represents all parameter sets.</summary>
    public const string AllParameterSets = "__AllParameterSets";

    /// <summary>The part before the hyphen.</summary>
    public string Verb => Name.Split('-')[0];

    /// <summary>The part after the hyphen.</summary>
    public string Noun => Name.Split('-')[1];

    /// <summary>The names of the parameter sets, the default set first; only <see cref="AllParameterSets"/> if there are no separate sets.</summary>
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

    /// <summary>Gets the parameters of a set in the order of the syntax: positional, mandatory, and other parameters.</summary>
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
