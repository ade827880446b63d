namespace Bitrix24.Imbot.Help.Metadata;

/// <summary>The data of a parameter in one parameter set.</summary>
/// <param name="ParameterSet">The name of the set, or <see cref="CmdletMetadata.AllParameterSets"/>.</param>
/// <param name="IsMandatory">Whether it is mandatory.</param>
/// <param name="Position">The zero-based position; null if it must be named.</param>
/// <param name="ByValue">Whether it accepts pipeline input by value.</param>
/// <param name="ByPropertyName">Whether it accepts pipeline input by property name.</param>
public sealed record ParameterPlace(string ParameterSet, bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName)
{
    /// <summary>The text of the help system for its pipeline input.</summary>
    public string PipelineText => PipelineTextOf(ByValue, ByPropertyName);

    /// <summary>Gets the text of the help system for pipeline input.</summary>
    public static string PipelineTextOf(bool byValue, bool byPropertyName) => (byValue, byPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
