using System.Reflection;
#if NET
using System.Runtime.Loader;
#endif

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// An assembly of the module that is loaded when it is first needed, with the library behind it. On PowerShell 7 it has a load context of its own, because
/// PowerShell and other modules bring other versions of such libraries.
/// </summary>
internal static class PrivateAssembly
{
    /// <summary>A public static method of it.</summary>
    /// <typeparam name="T">The method's delegate. Only types of .NET and of Core can cross.</typeparam>
    /// <param name="assembly">The assembly.</param>
    /// <param name="folder">Its folder in the PowerShell 7 build.</param>
    /// <param name="type">The class, without its namespace, which is the assembly's name.</param>
    /// <param name="method">The method.</param>
    public static T MethodOf<T>(string assembly, string folder, string type, string method)
        where T : Delegate =>
        (T)Load(assembly, folder).GetType($"{assembly}.{type}", throwOnError: true)!.GetMethod(method)!.CreateDelegate(typeof(T));

    private static string ModuleFolder => Path.GetDirectoryName(typeof(PrivateAssembly).Assembly.Location)!;

#if NET
    private static Assembly Load(string assembly, string folder) => new PrivateLoadContext(assembly, Path.Combine(ModuleFolder, folder)).LoadFromAssemblyName(new AssemblyName(assembly));

    /// <summary>Finds the files of one folder; all else, Core among it, is what is loaded already.</summary>
    private sealed class PrivateLoadContext(string name, string folder) : AssemblyLoadContext(name)
    {
        private static readonly Assembly Core = typeof(Bitrix24.Imbot.Core.Errors.B24Exception).Assembly;

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name == Core.GetName().Name)
            {
                return Core;
            }

            string file = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
#else
    private static Assembly Load(string assembly, string folder) => Assembly.LoadFrom(Path.Combine(ModuleFolder, assembly + ".dll"));
#endif
}
