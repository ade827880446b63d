using System.Runtime.CompilerServices;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Tests;

/// <summary>The tests store their state in a separate folder, and not in that of the account.</summary>
internal static class StateOfTests
{
    [ModuleInitializer]
    internal static void UseFolder()
    {
        string folder = Directory.CreateTempSubdirectory("b24-state-").FullName;
        Environment.SetEnvironmentVariable(StateFolder.Variable, folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
