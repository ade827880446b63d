namespace Bitrix24.Imbot.Conversion;

/// <summary>Detects copies of objects that were deserialized, for example by <c>Start-Job</c>, from their type names.</summary>
internal static class DeserializedCopy
{
    public const string Prefix = "Deserialized.";

    /// <summary>Whether an object is a copy of an object of this type.</summary>
    public static bool IsOf(PSObject item, Type type) => item.TypeNames.Contains(Prefix + type.FullName);
}
