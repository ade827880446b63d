using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bitrix24.Imbot.MonoClient;

/// <summary>Compiles every method of an assembly. This fails if a type or member that the method uses does not exist.</summary>
internal static class PreparedMethods
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <returns>The number of compiled methods.</returns>
    public static int Prepare(string fileName)
    {
        int count = 0;
        foreach (Type type in Assembly.LoadFrom(Path.Combine(AppDomain.CurrentDomain.BaseDirectory, fileName)).GetTypes())
        {
            foreach (MethodBase method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)))
            {
                // An open generic method has no code of its own, and an abstract or external one no body.
                if (method.ContainsGenericParameters || method.IsAbstract || method.GetMethodBody() is null)
                {
                    continue;
                }

                try
                {
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"{type}.{method.Name} cannot be compiled.", failure);
                }

                count++;
            }
        }

        return count;
    }
}
