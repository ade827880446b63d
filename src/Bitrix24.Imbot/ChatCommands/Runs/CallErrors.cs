using System.Security.Cryptography;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Reports errors of a call: one sentence with a reference number in the chat, and the full error in the console of the bot.</summary>
internal static class CallErrors
{
    private const int MaxShown = 300;

    /// <summary>Letters and digits that are easy to distinguish.</summary>
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>Reports an invalid value in the chat only, because nothing was run.</summary>
    public static void ReportRefused(ChatCall call, ValueRefusedException refused) => call.Dialog.SayText(
        $"{PlainText.Escape(Shortened(call.Dialog.Mask.Hide(refused.Message)))}\n{call.Dialog.Texts.Format(ChatText.NothingRun, call.Function.ShownName)}");

    /// <summary>Reports the error that ended a call.</summary>
    /// <returns>The reference number and the error message without secrets, as the caller sees them.</returns>
    public static (string Reference, string Sentence) Report(ChatCall call, Exception exception) =>
        Report(call, [exception is IContainsErrorRecord known ? known.ErrorRecord : new ErrorRecord(exception, "ChatCommandFailed", ErrorCategory.InvalidOperation, null)]);

    /// <summary>Reports nonterminating errors of a call.</summary>
    /// <returns>The reference number and the first error message without secrets, as the caller sees them.</returns>
    public static (string Reference, string Sentence) Report(ChatCall call, IReadOnlyList<ErrorRecord> errors)
    {
        ChatDialog dialog = call.Dialog;
        string reference = Reference();
        foreach (ErrorRecord error in errors)
        {
            call.Bot.Report(RunErrorRecord.From(error, call.Function.Name, reference, dialog.Mask));
        }

        string sentence = SentenceOf(errors[0], dialog.Mask);
        dialog.SayText(errors.Count == 1
            ? dialog.Texts.Format(ChatText.Failed, sentence, reference)
            : dialog.Texts.Format(ChatText.Errors, sentence, errors.Count - 1, reference));
        return (reference, sentence);
    }

    /// <summary>Creates a reference number for an error, short enough for a phone call.</summary>
    public static string Reference()
    {
        byte[] random = new byte[6];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(random);
        return new string([.. random.Select(part => Signs[part % Signs.Length])]);
    }

    private static string SentenceOf(ErrorRecord record, SecretMask mask)
    {
        string message = record.ErrorDetails?.Message ?? record.Exception.Message;
        string advice = record.ErrorDetails?.RecommendedAction ?? (record.Exception as B24Exception)?.RecommendedAction ?? string.Empty;
        return Shortened(mask.HideAll(advice.Length > 0 ? $"{message} {advice}" : message));
    }

    /// <summary>Joins the lines and shortens the text.</summary>
    private static string Shortened(string text)
    {
        string line = string.Join(" ", RunText.Plain(text).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim()));
        return line.Length > MaxShown ? line.Substring(0, MaxShown) + "\u2026" : line;
    }
}
