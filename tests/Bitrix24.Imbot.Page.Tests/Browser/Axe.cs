using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;

namespace Bitrix24.Imbot.Page.Tests.Browser;

/// <summary>Checks the accessibility of what a tab shows with axe-core: WCAG 2.2 A and AA, and its best practices.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private const string Run = """
        axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })
            .then(({ violations, passes }) => ({
                passes: passes.length,
                violations: violations.map(({ id, help, nodes }) => ({
                    id,
                    help,
                    nodes: nodes.slice(0, 5).map(({ target, failureSummary, any }) =>
                        `${target}: ${failureSummary} ${any.flatMap(({ relatedNodes }) => relatedNodes.map((node) => node.target))}`),
                })),
            }))
        """;

    /// <param name="tab">The tab.</param>
    /// <param name="what">What the tab shows, for the message.</param>
    public static async Task CheckAsync(BrowserTab tab, string what)
    {
        if (!(bool)(await tab.EvaluateAsync("typeof axe === 'object'"))!)
        {
            await tab.EvaluateAsync($"{Script}\nundefined");
        }

        JsonNode found = (await tab.EvaluateAsync(Run))!;
        Assert.True(found["violations"]!.AsArray().Count == 0, $"{what}: {found["violations"]!.ToJsonString()}");
        Assert.True((int)found["passes"]! > 10, $"{what}: axe-core checked nothing.");
    }
}
