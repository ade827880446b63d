using System;
using System.Threading.Tasks;

namespace Bitrix24.Imbot.MonoClient;

/// <summary>Uses the Desktop build on a runtime like .NET Framework. Prints a line for each step, and ends with 1 at the first failure.</summary>
internal static class Program
{
    private static async Task<int> Main()
    {
        try
        {
            Console.WriteLine($"prepared {PreparedMethods.Prepare("Bitrix24.Imbot.Core.dll")} methods of Bitrix24.Imbot.Core");
            Console.WriteLine($"prepared {PreparedMethods.Prepare("Bitrix24.Imbot.dll")} methods of Bitrix24.Imbot");
            Console.WriteLine($"prepared {PreparedMethods.Prepare("Bitrix24.Imbot.Markdown.dll")} methods of Bitrix24.Imbot.Markdown");
            Console.WriteLine($"prepared {PreparedMethods.Prepare("Bitrix24.Imbot.Cron.dll")} methods of Bitrix24.Imbot.Cron");
            foreach (Func<Task<string>> step in new PortalSteps().All)
            {
                Console.WriteLine(await step().ConfigureAwait(false));
            }

            Console.WriteLine("done");
            return 0;
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine(failure);
            return 1;
        }
    }
}
