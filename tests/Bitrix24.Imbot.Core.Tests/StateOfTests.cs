using System.Runtime.CompilerServices;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Tests;

/// <summary>Stores the state of the tests in a separate folder, and not in the folder of the account.</summary>
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
