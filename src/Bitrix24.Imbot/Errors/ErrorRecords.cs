using System.Globalization;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Errors;

/// <summary>Creates all error records of the module.</summary>
internal static class ErrorRecords
{
    /// <param name="exception">The error.</param>
    /// <param name="target">The user's input that caused the error.</param>
    /// <param name="advice">The recommended action, if the one of the error ID doesn't fit the cmdlet.</param>
    public static ErrorRecord From(B24Exception exception, object? target, string? advice = null)
    {
        B24Exception advised = PowerShellAdvice.For(exception, advice);
        ErrorRecord record = new(advised, exception.ErrorId, CategoryOf(exception.Kind.Group), target is string text && ShownInput.LooksSecret(text) ? null : target)
        {
            ErrorDetails = new ErrorDetails(MessageOf(exception, target)) { RecommendedAction = advised.RecommendedAction },
        };

        // PowerShell derives the target name from the object, so it can contain line breaks.
        record.CategoryInfo.TargetName = OneLine.From(record.CategoryInfo.TargetName);
        return record;
    }

    /// <summary>Removes control sequences from the texts of a record. PowerShell shows the error details instead of the exception's message.</summary>
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

    /// <summary>Adds the input to the portal's message, which doesn't say which dialog, for example, it is about. Only IDs are added, because they aren't secrets.</summary>
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
