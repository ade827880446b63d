using System.Globalization;
using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Errors;

/// <summary>The one place that makes error records.</summary>
internal static class ErrorRecords
{
    /// <param name="exception">What went wrong.</param>
    /// <param name="target">The user's input that it concerns.</param>
    public static ErrorRecord From(B24Exception exception, object? target)
    {
        ErrorRecord record = new(exception, exception.ErrorId, CategoryOf(exception.Kind.Group), IsPerhapsSecret(target) ? null : target)
        {
            ErrorDetails = new ErrorDetails(MessageOf(exception, target)) { RecommendedAction = exception.RecommendedAction },
        };

        // PowerShell shows the target in its own words.
        record.CategoryInfo.TargetName = OneLine.Of(record.CategoryInfo.TargetName);
        return record;
    }

    /// <summary>The portal's refusals do not say what they concern: one dialog of several, for example. Only ids are named, which are no secrets.</summary>
    private static string MessageOf(B24Exception exception, object? target)
    {
        string? id = target switch
        {
            long or int => Convert.ToString(target, CultureInfo.InvariantCulture),
            string text when DialogId.IsValid(text) => text,
            _ => null,
        };
        return exception.PortalCode is null || id is null || exception.Message.Contains(id) ? exception.Message : $"{exception.Message} ({id})";
    }

    /// <summary>An address pasted in the wrong place can hold a webhook's code, a name can be a token, and an error shows its target.</summary>
    private static bool IsPerhapsSecret(object? target) =>
        target is string text && (text.IndexOf("://", StringComparison.Ordinal) >= 0 || ShownInput.LooksSecret(text));

    private static ErrorCategory CategoryOf(ErrorGroup group) => group switch
    {
        ErrorGroup.Argument => ErrorCategory.InvalidArgument,
        ErrorGroup.NotFound => ErrorCategory.ObjectNotFound,
        ErrorGroup.Authentication => ErrorCategory.AuthenticationError,
        ErrorGroup.Permission => ErrorCategory.PermissionDenied,
        ErrorGroup.Connection => ErrorCategory.ConnectionError,
        ErrorGroup.Timeout => ErrorCategory.OperationTimeout,
        ErrorGroup.Limit => ErrorCategory.LimitsExceeded,
        ErrorGroup.Answer => ErrorCategory.InvalidData,
        ErrorGroup.Conflict => ErrorCategory.ResourceExists,
        ErrorGroup.Refused => ErrorCategory.InvalidOperation,
        ErrorGroup.Storage => ErrorCategory.ReadError,
        ErrorGroup.State => ErrorCategory.InvalidOperation,
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, null),
    };
}
