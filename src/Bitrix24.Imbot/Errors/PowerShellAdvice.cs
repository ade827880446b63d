using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Errors;

/// <summary>Finds the recommended action for an error in PowerShell terms. Without an entry here, Core's advice applies, which never names cmdlets or parameters.</summary>
internal static class PowerShellAdvice
{
    /// <summary>The recommended actions by error ID, for each area.</summary>
    public static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Areas = [SessionAdvice.Texts, BotAdvice.Texts, MessageAdvice.Texts, EventAdvice.Texts];

    /// <summary>Gets the recommended action for an error kind.</summary>
    public static string GetAdvice(ErrorKind kind)
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

    /// <summary>Copies an error with the recommended action for PowerShell.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="advice">The recommended action, if the one of the error kind doesn't fit the cmdlet.</param>
    public static B24Exception For(B24Exception exception, string? advice = null) => new(exception) { Recommendation = advice ?? exception.Recommend(GetAdvice) };

    /// <summary>
    /// Gets the recommended action for cmdlets that call any method, if the portal refused a value of -Parameter. The error's own advice is for the cmdlet of the method.
    /// </summary>
    public static string? OnAnyMethod(B24Exception exception) =>
        exception is { PortalCode: not null, Method: { } method }
        && (exception.Kind.Group == ErrorGroup.Argument || exception.Kind == BotErrors.BotIdMissing)
        && ApiMethod.Parse(method).Parameters is { Length: > 0 } parameters
            ? $"Check the names and types in -Parameter. The parameters of {method} are: {parameters}. A dialogId must be text, even for a user ('17')."
            : null;
}
