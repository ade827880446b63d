namespace Bitrix24.Imbot.Package.Tests.Metadata;

/// <summary>How a parameter is used in one parameter set, or in all.</summary>
internal sealed record ParameterUse(string Set, int Position, bool TakesPipeline)
{
    public const string EverySet = "__AllParameterSets";
    public const int NoPosition = int.MinValue;

    public bool IsIn(string set) => Set == set || Set == EverySet;
}
