using System.Globalization;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Creates error records for the console of the bot, with the reference number that the caller was shown and without secrets.</summary>
internal static class RunErrorRecord
{
    public static ErrorRecord From(ErrorRecord record, string function, string reference, SecretMask mask)
    {
        string message = mask.HideAll(record.ErrorDetails?.Message ?? record.Exception.Message);
        string where = mask.HideInLine(record.InvocationInfo?.PositionMessage ?? string.Empty);
        string text = string.Format(CultureInfo.InvariantCulture, "{0} (chat command {1}, reference {2}) {3}", message, function, reference, where);
        return new ErrorRecord(IsClean(record, mask) ? record : WithoutSecrets(record, mask), null) { ErrorDetails = new ErrorDetails(text.TrimEnd()) };
    }

    /// <summary>Whether the record contains no secrets. It contains the parameter values of the command, so records of calls with secrets are never clean.</summary>
    private static bool IsClean(ErrorRecord record, SecretMask mask) => !mask.KnowsValues
        && IsClean(record.Exception.Message, mask.HideAll)
        && IsClean(record.Exception.ToString(), mask.Hide)
        && IsClean(record.FullyQualifiedErrorId, mask.HideAll)
        && IsClean(record.CategoryInfo.ToString(), mask.Hide)
        && IsClean(record.TargetObject as string, mask.HideAll)
        && IsClean(record.InvocationInfo?.Line, mask.Hide);

    private static bool IsClean(string? text, Func<string, string> hide) => text is null || hide(text) == text;

    private static ErrorRecord WithoutSecrets(ErrorRecord record, SecretMask mask) => new(
        new RuntimeException($"{record.Exception.GetType().Name}: {mask.HideAll(record.Exception.Message)}"),
        mask.HideAll((record.FullyQualifiedErrorId ?? string.Empty).Split(',')[0]),
        record.CategoryInfo.Category,
        null);
}
