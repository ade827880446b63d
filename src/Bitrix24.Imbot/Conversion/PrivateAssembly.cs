using System.Reflection;
#if NET
using System.Runtime.Loader;
#endif

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Loads an assembly of the module and the library that it uses on demand. On PowerShell 7, it uses a separate load context, because PowerShell and other modules can
/// contain other versions of the library.
/// </summary>
internal static class PrivateAssembly
{
    /// <summary>
    /// Gets a public static method of a class in the namespace of the assembly. The delegate can use only types of .NET and of Core. The folder is that of the
    /// PowerShell 7 build.
    /// </summary>
    public static T MethodOf<T>(string assembly, string folder, string type, string method)
        where T : Delegate =>
        (T)Load(assembly, folder).GetType($"{assembly}.{type}", throwOnError: true)!.GetMethod(method)!.CreateDelegate(typeof(T));

    private static string ModuleFolder => Path.GetDirectoryName(typeof(PrivateAssembly).Assembly.Location)!;

#if NET
    private static Assembly Load(string assembly, string folder) => new PrivateLoadContext(assembly, Path.Combine(ModuleFolder, folder)).LoadFromAssemblyName(new AssemblyName(assembly));

    /// <summary>Loads the files of one folder. Other assemblies, including Core, are shared with the default context.</summary>
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
