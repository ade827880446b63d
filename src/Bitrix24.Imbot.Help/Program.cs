using Bitrix24.Imbot.Help;

try
{
    switch (args)
    {
        case ["build", string assembly, string sources, string output]:
            HelpBuild.Build(assembly, sources, output);
            return 0;
        case ["refresh", string assembly, string sources]:
            HelpBuild.Refresh(assembly, sources);
            return 0;
        default:
            Console.Error.WriteLine("build <module dll> <docs/help> <output folder>   writes MAML and about_ topics for Get-Help");
            Console.Error.WriteLine("refresh <module dll> <docs/help>                 updates the syntax and parameter data of the pages");
            return 2;
    }
}
catch (Exception exception) when (exception is IOException or InvalidDataException or NotSupportedException)
{
    Console.Error.WriteLine($"error : {exception.Message}");
    return 1;
}
