using System.Globalization;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Hosting;

/// <summary>The program's options.</summary>
internal sealed record CommandLine
{
    public const string Help = """
        Bitrix24.Imbot.Emulator: a Bitrix24 portal on this machine.

          --port N          listen on this port of 127.0.0.1; default a free one
          --expired-token   the issued access token is expired from the start
          --self-hosted     a portal without time.operating and load limits
          --rate-limit      refuse with 503 above 50 requests, 2 a second (the leaky bucket)
          --https           speak https with a new certificate that nobody trusts; --json prints it as certificatePem
          --quiet           print nothing
          --json            print one line of JSON with all connection data
          --parent-pid N    end when that process ends
          --help            this text
        """;

    public EmulatorOptions Options { get; private init; } = new();

    public bool IsQuiet { get; private init; }

    public bool IsJson { get; private init; }

    public bool IsHelp { get; private init; }

    public int? ParentId { get; private init; }

    /// <exception cref="FormatException">An option is unknown or lacks its number.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        int port = 0;
        int? parent = null;
        HashSet<string> flags = [];
        for (int index = 0; index < arguments.Length; index++)
        {
            switch (arguments[index])
            {
                case "--port":
                    port = Number(arguments, ++index);
                    break;
                case "--parent-pid":
                    parent = Number(arguments, ++index);
                    break;
                case "--expired-token" or "--self-hosted" or "--rate-limit" or "--https" or "--quiet" or "--json" or "--help":
                    flags.Add(arguments[index]);
                    break;
                default:
                    throw new FormatException($"Unknown option {arguments[index]}.");
            }
        }

        return new CommandLine
        {
            Options = new EmulatorOptions
            {
                Port = port,
                AccessTokenExpired = flags.Contains("--expired-token"),
                Cloud = !flags.Contains("--self-hosted"),
                LimitRequestRate = flags.Contains("--rate-limit"),
                Certificate = flags.Contains("--https") ? SelfSignedCertificate.Create() : null,
            },
            IsQuiet = flags.Contains("--quiet"),
            IsJson = flags.Contains("--json"),
            IsHelp = flags.Contains("--help"),
            ParentId = parent,
        };
    }

    private static int Number(string[] arguments, int index) =>
        index < arguments.Length && int.TryParse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"{arguments[index - 1]} needs a number.");
}
