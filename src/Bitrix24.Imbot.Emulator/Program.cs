using Bitrix24.Imbot.Emulator;
using Bitrix24.Imbot.Emulator.Hosting;

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (FormatException unknown)
{
    Console.Error.WriteLine(unknown.Message);
    Console.Error.WriteLine(CommandLine.Help);
    return 2;
}

if (line.IsHelp)
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

try
{
    await using PortalEmulator emulator = await PortalEmulator.StartAsync(line.Options);
    if (line.IsJson)
    {
        Console.WriteLine(ConnectionCard.Json(emulator.Hosted).ToJsonString(PhpJson.Readable));
    }
    else if (!line.IsQuiet)
    {
        Console.WriteLine(ConnectionCard.Text(emulator.Hosted));
    }

    await Console.Out.FlushAsync();
    await StopSignal.WaitAsync(line.ParentId);
    return 0;
}
catch (IOException failure)
{
    Console.Error.WriteLine(line.Options.Port > 0
        ? $"Port {line.Options.Port} is in use. Specify another port, or omit --port to use a free one."
        : failure.Message);
    return 1;
}
