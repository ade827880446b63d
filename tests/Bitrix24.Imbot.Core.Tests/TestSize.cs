using System.Globalization;

namespace Bitrix24.Imbot.Core.Tests;

/// <summary>The size of fuzzing and kill tests: small in an ordinary run, and full with <c>B24_TEST_FULL=1</c>.</summary>
internal static class TestSize
{
    /// <summary>The category of tests that read damaged input.</summary>
    public const string Fuzzing = "Fuzzing";

    /// <summary>The category of tests that kill processes.</summary>
    public const string Kill = "Kill";

    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("B24_TEST_FULL") == "1";

    /// <summary>The seed of random choices, from the variable <c>B24_TEST_SEED</c>. Without it, every run makes the same choices.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("B24_TEST_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out int seed) ? seed : 20261127;

    public static int Choose(int ordinary, int full) => IsFull ? full : ordinary;
}
