#if !NET
namespace System.Runtime.CompilerServices;

// The compiler requires this type for init-only properties. .NET Framework doesn't contain it.
internal static class IsExternalInit;
#endif
