namespace Bitrix24.Imbot.Help.Pages;

/// <summary>What the page of a cmdlet says in one language.</summary>
/// <param name="Name">The cmdlet's name, from the page's title.</param>
/// <param name="Synopsis">One sentence.</param>
/// <param name="Description">Paragraphs.</param>
/// <param name="Examples">The examples in their order.</param>
/// <param name="Parameters">Paragraphs for each parameter.</param>
/// <param name="Defaults">Default values of parameters, which no metadata knows.</param>
/// <param name="Inputs">Types taken from the pipeline, with their text.</param>
/// <param name="Outputs">Types given, with their text.</param>
/// <param name="Notes">Paragraphs.</param>
/// <param name="Links">Related topics.</param>
public sealed record CmdletPage(
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<HelpExample> Examples,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters,
    IReadOnlyDictionary<string, string> Defaults,
    IReadOnlyList<HelpType> Inputs,
    IReadOnlyList<HelpType> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<HelpLink> Links)
{
    /// <summary>This page, with another language's text wherever it has none of its own.</summary>
    public CmdletPage CompletedBy(CmdletPage other) => this with
    {
        Synopsis = Synopsis.Length > 0 ? Synopsis : other.Synopsis,
        Description = Or(Description, other.Description),
        Examples = Or(Examples, other.Examples),
        Parameters = other.Parameters.Concat(Parameters).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value),
        Defaults = other.Defaults,
        Inputs = Or(Inputs, other.Inputs),
        Outputs = Or(Outputs, other.Outputs),
        Notes = Or(Notes, other.Notes),
        Links = Or(Links, other.Links),
    };

    private static IReadOnlyList<T> Or<T>(IReadOnlyList<T> own, IReadOnlyList<T> other) => own.Count > 0 ? own : other;
}
