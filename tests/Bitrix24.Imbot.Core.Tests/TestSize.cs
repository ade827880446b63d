using System.Globalization;

namespace Bitrix24.Imbot.Core.Tests;

/// <summary>How much a test does: as much as an environment variable says, or less.</summary>
internal static class TestSize
{
    public static int Of(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
