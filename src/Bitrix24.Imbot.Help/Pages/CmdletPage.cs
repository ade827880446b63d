namespace Bitrix24.Imbot.Help.Pages;

/// <summary>The page of a cmdlet in one language.</summary>
/// <param name="Name">The cmdlet's name, from the page's title.</param>
/// <param name="Synopsis">The synopsis, one sentence.</param>
/// <param name="Description">The paragraphs of the description.</param>
/// <param name="Examples">The examples, in order.</param>
/// <param name="Parameters">The paragraphs of each parameter.</param>
/// <param name="Defaults">The default values of parameters, which the metadata doesn't contain.</param>
/// <param name="Inputs">The input types, with their text.</param>
/// <param name="Outputs">The output types, with their text.</param>
/// <param name="Notes">The paragraphs of the notes.</param>
/// <param name="Links">The related links.</param>
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
    /// <summary>Completes missing parts with the page in another language.</summary>
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
