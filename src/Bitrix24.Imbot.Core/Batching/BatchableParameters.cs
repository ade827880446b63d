using System.Collections;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>
/// Checks whether a batch changes any text of a command. Numbers, booleans, and dates are safe; texts, secrets, and the names of nested members are
/// checked.
/// </summary>
internal static class BatchableParameters
{
    /// <summary>Checks all values, at any depth.</summary>
    /// <param name="value">A value that <see cref="BatchQuery"/> has accepted.</param>
    /// <param name="keys">The keys that the command can refer to. These references are meant to be replaced.</param>
    public static bool AreUnchanged(object? value, ICollection<string> keys) => value switch
    {
        string text => IsUnchanged(text, keys),
        Secret secret => IsUnchanged(secret.Reveal(), keys),
        JsonMap map => map.All(member => BatchableText.IsUnchangedName(member.Key) && AreUnchanged(member.Value, keys)),
        JsonElement element => AreUnchanged(element, keys),
        IEnumerable list => list.Cast<object?>().All(item => AreUnchanged(item, keys)),
        _ => true,
    };

    private static bool AreUnchanged(JsonElement element, ICollection<string> keys) => element.ValueKind switch
    {
        JsonValueKind.String => IsUnchanged(element.GetString()!, keys),
        JsonValueKind.Object => element.EnumerateObject().All(member => BatchableText.IsUnchangedName(member.Name) && AreUnchanged(member.Value, keys)),
        JsonValueKind.Array => element.EnumerateArray().All(item => AreUnchanged(item, keys)),
        _ => true,
    };

    private static bool IsUnchanged(string text, ICollection<string> keys) => BatchableText.IsUnchanged(BatchReference.Without(text, keys));
}
