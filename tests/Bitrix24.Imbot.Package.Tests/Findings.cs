namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Fails a test with all findings, and not only with the first.</summary>
internal static class Findings
{
    public static void MustBeNone(IEnumerable<string> findings)
    {
        List<string> found = [.. findings];
        if (found.Count > 0)
        {
            Assert.Fail(string.Join(Environment.NewLine, found));
        }
    }
}
