using System.Globalization;

namespace Bitrix24.Imbot.Emulator.Hosting;

/// <summary>The command-line options.</summary>
internal sealed record CommandLine
{
    public const string Help = """
        Runs a Bitrix24 portal on this computer, so that you can write and test chat bots without an account.

        Usage: b24-emulator [options]

          --port N          Listens on this port of 127.0.0.1. The default is a free port.
          --json            Prints all connection data as one line of JSON.
          --quiet           Prints no output.
          --https           Uses https with a new, untrusted certificate.
          --expired-token   Issues an access token that has already expired.
          --self-hosted     Acts as a self-hosted portal, without time.operating and load limits.
          --language CODE   Acts as a portal in this language, such as ru. The default is en.
          --rate-limit      Refuses requests above 50, and then above 2 per second, with status 503.
          --parent-pid N    Stops when the process with this ID ends.
          --help            Shows this text.
        """;

    public EmulatorOptions Options { get; private init; } = new();

    public bool IsQuiet { get; private init; }

    public bool IsJson { get; private init; }

    public bool IsHelp { get; private init; }

    public int? ParentId { get; private init; }

    /// <exception cref="FormatException">An option is unknown, or its value is missing or not valid.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        int port = 0;
        int? parent = null;
        string language = new EmulatorOptions().Language;
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
                case "--language":
                    language = Language(arguments, ++index);
                    break;
                case "--expired-token" or "--self-hosted" or "--rate-limit" or "--https" or "--quiet" or "--json" or "--help":
                    flags.Add(arguments[index]);
                    break;
                default:
                    throw new FormatException($"The option '{arguments[index]}' is unknown.");
            }
        }

        return new CommandLine
        {
            Options = new EmulatorOptions
            {
                Port = port,
                AccessTokenExpired = flags.Contains("--expired-token"),
                Cloud = !flags.Contains("--self-hosted"),
                Language = language,
                LimitRequestRate = flags.Contains("--rate-limit"),
                Certificate = flags.Contains("--https") ? SelfSignedCertificate.Create() : null,
            },
            IsQuiet = flags.Contains("--quiet"),
            IsJson = flags.Contains("--json"),
            IsHelp = flags.Contains("--help"),
            ParentId = parent,
        };
    }

    private static string Language(string[] arguments, int index) =>
        index < arguments.Length && arguments[index].Length == 2 && arguments[index].All(char.IsAsciiLetter)
            ? arguments[index].ToLowerInvariant()
            : throw new FormatException("The option '--language' requires a two-letter language code, such as ru.");

    private static int Number(string[] arguments, int index) =>
        index < arguments.Length && int.TryParse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"The option '{arguments[index - 1]}' requires a number.");
}
