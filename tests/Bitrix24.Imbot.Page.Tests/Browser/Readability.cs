using System.Text.Json.Nodes;

namespace Bitrix24.Imbot.Page.Tests.Browser;

/// <summary>Checks that the text on the page can be read.</summary>
internal static class Readability
{
    /// <summary>
    /// All texts and icons whose contrast is too low (WCAG 2: 4.5 for text, 3 for large text and icons). The canvas converts any color notation
    /// of the browser to bytes.
    /// </summary>
    private const string LowContrast = """
        (() => {
            const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const over = (colors) => {
                pen.clearRect(0, 0, 1, 1);
                for (const color of colors) { pen.fillStyle = color; pen.fillRect(0, 0, 1, 1); }
                return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const luminance = (rgb) => rgb.map((one) => one / 255).map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
                .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
            const backgrounds = (one) => {
                const found = [];
                for (; one; one = one.parentElement) {
                    const style = getComputedStyle(one);
                    const image = /(?:rgba?|oklch|color)\([^()]*\)/.exec(style.backgroundImage);
                    found.unshift(style.backgroundColor, ...(image ? [image[0]] : []));
                }
                return found;
            };
            return [...document.querySelectorAll('body *')]
                .filter((one) => (one.matches('.icon') || [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) && one.checkVisibility({ visibilityProperty: true })
                    && !one.disabled && !one.closest('noscript, .visually-hidden, .skip, [disabled]') && one.getClientRects().length > 0)
                .map((one) => {
                    const behind = backgrounds(one);
                    const [light, dark] = [luminance(over(behind)), luminance(over([...behind, getComputedStyle(one).color]))].sort((a, b) => b - a);
                    const style = getComputedStyle(one);
                    const isLarge = one.matches('.icon') || parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
                    return { text: one.textContent.slice(0, 40), class: one.getAttribute('class'), parent: one.parentElement.className, contrast: (light + 0.05) / (dark + 0.05), wanted: isLarge ? 3 : 4.5 };
                })
                .filter(({ contrast, wanted }) => contrast < wanted);
        })()
        """;

    public static async Task CheckAsync(BrowserTab tab)
    {
        JsonNode unreadable = (await tab.EvaluateAsync(LowContrast))!;
        Assert.True(unreadable.AsArray().Count == 0, unreadable.ToJsonString());
    }
}
