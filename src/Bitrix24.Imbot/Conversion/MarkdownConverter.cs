using System.Reflection;
using Bitrix24.Imbot.Core.Text.Markdown;
#if NET
using System.Runtime.Loader;
#endif

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Turns Markdown into BB code. The assembly that does it, and Markdig, are loaded when they are first needed. On PowerShell 7 they have a load context of their
/// own, because PowerShell brings another version of Markdig, and other modules bring others.
/// </summary>
internal static class MarkdownConverter
{
    private const string AssemblyName = "Bitrix24.Imbot.Markdown";

    private static readonly Lazy<Func<string?, MarkdownOptions, string>> Convert = new(Load);

    /// <summary>The text with BB codes.</summary>
    public static string ToBBCode(string? markdown, MarkdownOptions options) => Convert.Value(markdown, options);

    private static Func<string?, MarkdownOptions, string> Load()
    {
        MethodInfo method = LoadAssembly().GetType($"{AssemblyName}.MarkdownText", throwOnError: true)!.GetMethod("ToBBCode")!;
        return (Func<string?, MarkdownOptions, string>)method.CreateDelegate(typeof(Func<string?, MarkdownOptions, string>));
    }

#if NET
    private static Assembly LoadAssembly() => new MarkdownLoadContext().LoadFromAssemblyName(new AssemblyName(AssemblyName));

    /// <summary>Finds the files of the folder <c>Markdown</c>; all else, Core among it, is what is loaded already.</summary>
    private sealed class MarkdownLoadContext() : AssemblyLoadContext(AssemblyName)
    {
        private static readonly string Folder = Path.Combine(Path.GetDirectoryName(typeof(MarkdownConverter).Assembly.Location)!, "Markdown");

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name == typeof(MarkdownOptions).Assembly.GetName().Name)
            {
                return typeof(MarkdownOptions).Assembly;
            }

            string file = Path.Combine(Folder, assemblyName.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
#else
    private static Assembly LoadAssembly() =>
        Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(typeof(MarkdownConverter).Assembly.Location)!, AssemblyName + ".dll"));
#endif
}
