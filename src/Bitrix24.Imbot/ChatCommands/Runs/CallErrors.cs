using System.Management.Automation;
using System.Security.Cryptography;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Reports errors of a run: one sentence with a reference number in the chat, and the full error in the console of the bot.</summary>
internal static class CallErrors
{
    private const int MaxShown = 300;

    /// <summary>Letters and digits that are easy to distinguish.</summary>
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>Reports the error that ended a call.</summary>
    /// <returns>Null if the exception isn't an error.</returns>
    public static CallFailure? Report(ChatBot bot, ChatDialog dialog, PortalEvent item, ChatFunction function, Exception exception)
    {
        switch (exception)
        {
            case CallEndedSilentlyException:
                return null;
            case ValueRefusedException refused:
                dialog.SayText($"{Core.Text.PlainText.Escape(Shortened(dialog.Mask.Hide(refused.Message)))}\n{dialog.Texts.Format(ChatText.NothingRun, function.ShownName)}");
                return null;
            default:
                string reference = Reference();
                ErrorRecord record = exception is IContainsErrorRecord known ? known.ErrorRecord : new ErrorRecord(exception, "ChatCommandFailed", ErrorCategory.InvalidOperation, null);
                bot.Report(item, RunErrorRecord.From(record, function.Name, reference, dialog.Mask));
                string sentence = SentenceOf(record, dialog.Mask);
                dialog.Say(ChatText.Failed, sentence, reference);
                return new CallFailure(reference, sentence);
        }
    }

    /// <summary>Reports nonterminating errors of a call.</summary>
    public static CallFailure Report(ChatBot bot, ChatDialog dialog, PortalEvent item, ChatFunction function, IReadOnlyList<ErrorRecord> errors)
    {
        string reference = Reference();
        foreach (ErrorRecord error in errors)
        {
            bot.Report(item, RunErrorRecord.From(error, function.Name, reference, dialog.Mask));
        }

        string sentence = SentenceOf(errors[0], dialog.Mask);
        if (errors.Count == 1)
        {
            dialog.Say(ChatText.Failed, sentence, reference);
        }
        else
        {
            dialog.Say(ChatText.Errors, sentence, errors.Count - 1, reference);
        }

        return new CallFailure(reference, sentence);
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
