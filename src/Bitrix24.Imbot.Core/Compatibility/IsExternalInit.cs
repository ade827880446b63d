#if !NET
namespace System.Runtime.CompilerServices;

// The compiler asks for this type wherever a property is init-only; .NET Framework does not have it.
internal static class IsExternalInit;
#endif
