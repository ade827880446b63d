using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Errors;

/// <summary>What to do about an error in PowerShell. Core's own advice names no cmdlets and parameters, and stands where it says all.</summary>
internal static class PowerShellAdvice
{
    private static readonly IReadOnlyDictionary<string, string>[] Areas = [SessionAdvice.Texts, BotAdvice.Texts, MessageAdvice.Texts, EventAdvice.Texts];

    /// <summary>The texts by the IDs of the errors.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Texts => Areas.SelectMany(area => area);

    /// <summary>The advice about a condition.</summary>
    public static string Of(ErrorKind kind)
    {
        foreach (IReadOnlyDictionary<string, string> area in Areas)
        {
            if (area.TryGetValue(kind.Id, out string? text))
            {
                return text;
            }
        }

        return kind.Advice;
    }

    /// <summary>The same error, whose recommended action is that for PowerShell.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="advice">What to do, where the advice of the condition does not fit the cmdlet.</param>
    public static B24Exception For(B24Exception exception, string? advice = null) => new(exception) { Recommendation = advice ?? exception.Recommend(Of) };

    /// <summary>
    /// The advice for cmdlets that call any method: the portal refused something in their -Parameter, and the error's own advice is for the cmdlet of the method.
    /// </summary>
    public static string? OnAnyMethod(B24Exception exception) =>
        exception is { PortalCode: not null, Method: { } method }
        && (exception.Kind.Group == ErrorGroup.Argument || exception.Kind == BotErrors.BotIdMissing)
        && ApiMethod.Parse(method).Parameters is { Length: > 0 } parameters
            ? $"Check the names and types in -Parameter. {method} takes: {parameters}. A dialogId is text, also for a user ('17')."
            : null;
}
