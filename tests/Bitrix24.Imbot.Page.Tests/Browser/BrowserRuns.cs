namespace Bitrix24.Imbot.Page.Tests.Browser;

/// <summary>Tests with a browser share one browser and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserRuns : ICollectionFixture<Chromium>
{
    public const string Name = "Browser";
}
