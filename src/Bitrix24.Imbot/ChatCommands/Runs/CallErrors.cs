using System.Management.Automation;
using System.Security.Cryptography;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Tells errors of a run: one sentence and a reference number to its caller, and everything to whoever runs the bot.</summary>
internal static class CallErrors
{
    private const int MaxShown = 300;

    /// <summary>Letters and digits that nobody takes for one another.</summary>
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>The call ended by an error.</summary>
    /// <returns>Null where it is no error.</returns>
    public static CallFailure? Tell(ChatBot bot, ChatDialog dialog, PortalEvent item, ChatFunction function, Exception exception)
    {
        switch (exception)
        {
            case CallEndedSilentlyException:
                return null;
            case ValueRefusedException refused:
                dialog.SayText($"{Core.Text.PlainText.Escape(Shortened(dialog.Mask.Hide(refused.Message)))}\n{dialog.Texts.Of(ChatText.NothingRun, function.ShownName)}");
                return null;
            default:
                string reference = Reference();
                ErrorRecord record = exception is IContainsErrorRecord known ? known.ErrorRecord : new ErrorRecord(exception, "ChatCommandFailed", ErrorCategory.InvalidOperation, null);
                bot.Report(item, RunErrorRecord.Of(record, function.Name, reference, dialog.Mask));
                string sentence = SentenceOf(record, dialog.Mask);
                dialog.Say(ChatText.Failed, sentence, reference);
                return new CallFailure(reference, sentence);
        }
    }

    /// <summary>The call went on after errors.</summary>
    public static CallFailure Tell(ChatBot bot, ChatDialog dialog, PortalEvent item, ChatFunction function, IReadOnlyList<ErrorRecord> errors)
    {
        string reference = Reference();
        foreach (ErrorRecord error in errors)
        {
            bot.Report(item, RunErrorRecord.Of(error, function.Name, reference, dialog.Mask));
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

    /// <summary>A number by which an error is found again: short enough to be told on the telephone.</summary>
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

    /// <summary>The first lines, as one.</summary>
    private static string Shortened(string text)
    {
        string line = string.Join(" ", RunText.Plain(text).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim()));
        return line.Length > MaxShown ? line.Substring(0, MaxShown) + "\u2026" : line;
    }
}
