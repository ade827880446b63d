namespace Bitrix24.Imbot.Core.Errors;

/// <summary>What may be repeated of an input in an error.</summary>
internal static class ShownInput
{
    private const int LongestShown = 64;

    /// <summary>The input in quotes; not where it may be an address pasted in the wrong place, which can hold a webhook's code.</summary>
    public static string Of(string input) => input.Length > LongestShown || input.IndexOf('/') >= 0 ? "The text given" : $"'{input}'";
}
