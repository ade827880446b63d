using System.Collections;
using Bitrix24.Imbot.Core.Batching;

namespace Bitrix24.Imbot.Core.Lists;

/// <summary>
/// Checks whether parameters keep their meaning in a batch, where every value is text. Whole numbers do, and so do texts that arrive unchanged. A
/// false or an empty list would become a different filter.
/// </summary>
internal static class UnchangedInBatch
{
    private const string ConditionSigns = "!>@";

    public static bool Are(JsonMap parameters) => parameters.All(parameter => IsName(parameter.Key) && Is(parameter.Value));

    private static bool Is(object? value) => value switch
    {
        string text => BatchableText.IsUnchanged(text),
        int or long or ulong => true,
        JsonMap { Count: > 0 } map => Are(map),
        IList { Count: > 0 } list => list.Cast<object?>().All(Is),
        _ => false,
    };

    /// <summary>A name of letters, digits, and underscores, with an optional operator before it, as in <c>&gt;ID</c>.</summary>
    private static bool IsName(string name)
    {
        string word = name.Length > 0 && ConditionSigns.IndexOf(name[0]) >= 0 ? name.Substring(1) : name;
        return word.Length > 0 && word.All(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');
    }
}
