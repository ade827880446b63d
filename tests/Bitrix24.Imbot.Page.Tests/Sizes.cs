namespace Bitrix24.Imbot.Page.Tests;

/// <summary>The windows in which the page is tested: a phone, a laptop, and a large screen.</summary>
internal static class Sizes
{
    public static TheoryData<int, int> All => new() { { 390, 844 }, { 1280, 800 }, { 1920, 1080 } };

    public static TheoryData<int, int, string> InBothSchemes
    {
        get
        {
            TheoryData<int, int, string> rows = [];
            foreach (string scheme in (IEnumerable<string>)["light", "dark"])
            {
                rows.Add(390, 844, scheme);
                rows.Add(1280, 800, scheme);
                rows.Add(1920, 1080, scheme);
            }

            return rows;
        }
    }
}
