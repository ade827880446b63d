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
    /// <param name="advice">What to do, where the error's own advice does not fit the cmdlet.</param>
    public static ErrorRecord From(B24Exception exception, object? target, string? advice = null)
    {
        B24Exception advised = PowerShellAdvice.For(exception, advice);
        ErrorRecord record = new(advised, exception.ErrorId, CategoryOf(exception.Kind.Group), target is string text && ShownInput.LooksSecret(text) ? null : target)
        {
            ErrorDetails = new ErrorDetails(MessageOf(exception, target)) { RecommendedAction = advised.RecommendedAction },
        };

        // PowerShell shows the target in its own words.
        record.CategoryInfo.TargetName = OneLine.From(record.CategoryInfo.TargetName);
        return record;
    }

    /// <summary>The record with texts that can't act on the terminal. PowerShell shows the details instead of the exception's message.</summary>
    public static ErrorRecord Shown(ErrorRecord record)
    {
        string text = record.ToString();
        string shown = ShownText.From(text);
        if (shown != text)
        {
            string? advice = record.ErrorDetails?.RecommendedAction;
            record.ErrorDetails = new ErrorDetails(shown) { RecommendedAction = advice is null ? null : ShownText.From(advice) };
        }

        ErrorCategoryInfo category = record.CategoryInfo;
        category.Activity = ShownText.From(category.Activity);
        category.Reason = ShownText.From(category.Reason);
        category.TargetName = ShownText.From(category.TargetName);
        category.TargetType = ShownText.From(category.TargetType);
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
        return exception.PortalCode is null || id is null || exception.Message.Contains(id) ? exception.Message : $"{exception.Message} The input was {id}.";
    }

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
