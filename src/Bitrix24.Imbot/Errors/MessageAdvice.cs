using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Errors;

/// <summary>What to do in PowerShell about errors of messages and what they carry.</summary>
internal static class MessageAdvice
{
    /// <summary>The texts by the IDs of the errors.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(MessageErrors.MessageIdMissing)] = "Pass -MessageId. It can be left out in a handler of Start-B24Bot, whose event has a message.",
        [nameof(MessageErrors.MessageEmpty)] = "Give -Message a text with at least one visible character; the portal cuts blanks at both ends.",
        [nameof(MessageErrors.MessageTooLong)] = "Shorten the text to 20,000 characters, or send it in parts with -Split; the portal would cut the rest without an error.",
        [nameof(MessageErrors.MessageNotText)] = "Turn the object into text first, for example with Out-String (and send it with -AsCode), or into a table with ConvertTo-B24Attachment, or pick one of its properties.",
        [nameof(MessageErrors.StreamNotPossible)] = "Leave the other parameter out, or collect the text first and send it without -Stream.",
        [nameof(MessageErrors.PipelineInputUnused)] = "Give the message either by the pipeline or by -Message. Other objects must have a property that is named like a parameter, for example DialogId or UserId; or choose one with a script block, such as -DialogId { $_.Id }.",
        [nameof(MessageErrors.IdempotencyKeyWithSystem)] = "Leave out -System or -IdempotencyKey: the portal does not recognise a repeated system message.",
        [nameof(MessageErrors.IdempotencyKeyWithForward)] = "Leave out -ForwardMessageId or -IdempotencyKey: the portal does not recognise what was forwarded before.",
        [nameof(MessageErrors.MessageChangeMissing)] = "Give -Message, -Attachment, -Keyboard, -RemoveKeyboard or -NoUrlPreview.",
        [nameof(MessageErrors.MessageWouldBeDeleted)] = "Give a text, or an attachment or keyboard that is to stand instead of it; to delete the message use Remove-B24BotMessage.",
        [nameof(MessageErrors.ReplyRejected)] = "Give -ReplyTo a message of the same dialog.",
        [nameof(MessageErrors.ReactionUnknown)] = "Press Tab after -Reaction to see the known ones; a newer one can be sent with Invoke-B24Method.",
        [nameof(MessageErrors.ReactionNotFound)] = "Press Tab after -Reaction to see the known ones; only a reaction that the bot has added can be removed.",
        [nameof(MessageErrors.ReactionAlreadySet)] = "The reaction is there, and there is nothing to do. Add-B24BotReaction treats this answer as success.",
        [nameof(ContentErrors.MentionInvalid)] = "Give a table of names and user ids, such as -Mention @{ ivan = 17; team = 'all' }; 'all' is everybody in the chat.",
        [nameof(ContentErrors.ButtonActionInvalid)] = "Give each button exactly one of -Link, -Command, -Action with -Value, or -AppId; a command is the name of a registered one, what it gets goes into -CommandArgument.",
        [nameof(ContentErrors.KeyboardEmpty)] = "Give the keyboard at least one button besides line breaks; to take a keyboard away use Set-B24BotMessage -RemoveKeyboard.",
        [nameof(ContentErrors.KeyboardRejected)] = "Build the keyboard with New-B24Keyboard and New-B24KeyboardButton, which check it: each button needs a text and one action.",
        [nameof(ContentErrors.AttachmentTooLarge)] = "Use fewer or shorter blocks and send several messages; a table takes fewer objects with -First and fewer columns with -Property.",
        [nameof(ContentErrors.AttachmentBlockInvalid)] = "Give the block what the message names; the portal drops incomplete blocks without an error. New-B24AttachmentBlock makes blocks, and ConvertTo-B24Attachment makes a table of objects.",
        [nameof(ContentErrors.AttachmentRejected)] = "Build the attachment with New-B24Attachment or ConvertTo-B24Attachment, which check it: at least one whole block, less than 60,000 characters.",
        [nameof(ContentErrors.TableColumnInvalid)] = "Give -Property names of properties that the objects have, patterns, script blocks, or calculated properties such as @{ Name = 'GB'; Expression = { $_.Length / 1GB } }.",
        [nameof(ContentErrors.ObjectFormatted)] = "Pass the objects without the Format cmdlet, and choose the columns with ConvertTo-B24Attachment -Property. To send the formatted text, use Out-String and Send-B24BotMessage -AsCode.",
    };
}
