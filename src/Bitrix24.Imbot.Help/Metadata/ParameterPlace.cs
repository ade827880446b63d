namespace Bitrix24.Imbot.Help.Metadata;

/// <summary>What one parameter attribute says: how the parameter is given in one parameter set.</summary>
/// <param name="ParameterSet">The set's name, or <see cref="CmdletMetadata.AllParameterSets"/>.</param>
/// <param name="IsMandatory">Whether it must be given.</param>
/// <param name="Position">Its position from 0; null where it must be named.</param>
/// <param name="ByValue">Whether it takes objects from the pipeline.</param>
/// <param name="ByPropertyName">Whether it takes properties of objects from the pipeline.</param>
public sealed record ParameterPlace(string ParameterSet, bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName)
{
    /// <summary>How it takes objects from the pipeline, in the words of the help system.</summary>
    public string PipelineText => PipelineTextOf(ByValue, ByPropertyName);

    /// <summary>How a parameter takes objects from the pipeline, in the words of the help system.</summary>
    public static string PipelineTextOf(bool byValue, bool byPropertyName) => (byValue, byPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
