using System.Runtime.CompilerServices;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Compares objects by reference. .NET Framework doesn't have ReferenceEqualityComparer.</summary>
internal sealed class ReferenceComparer : IEqualityComparer<object>
{
    public static ReferenceComparer Instance { get; } = new();

    bool IEqualityComparer<object>.Equals(object? x, object? y) => ReferenceEquals(x, y);

    int IEqualityComparer<object>.GetHashCode(object obj) => RuntimeHelpers.GetHashCode(obj);
}
