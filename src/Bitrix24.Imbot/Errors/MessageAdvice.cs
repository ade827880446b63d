namespace Bitrix24.Imbot.Errors;

/// <summary>Recommended actions in PowerShell terms for errors of messages, keyboards, and attachments.</summary>
internal static class MessageAdvice
{
    /// <summary>The recommended actions by error ID.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(MessageErrors.MessageIdMissing)] = "Specify -MessageId. In a handler of Start-B24Bot, the message of the event is the default.",
        [nameof(MessageErrors.MessageEmpty)] = "Use -Message to specify a text with at least one visible character. The portal removes spaces at both ends.",
        [nameof(MessageErrors.MessageTooLong)] = "Shorten the text to 20,000 characters, or use -Split to send it in parts. The portal would truncate the text without an error.",
        [nameof(MessageErrors.MessageNotText)] = "Convert the object to text with Out-String, and send it with -AsCode. You can also convert it to a table with ConvertTo-B24Attachment, or send one of its properties.",
        [nameof(MessageErrors.StreamNotPossible)] = "Omit the other parameter. Alternatively, collect the text first and send it without -Stream.",
        [nameof(MessageErrors.PipelineInputUnused)] = "Specify the message by the pipeline or with -Message, but not both. Other objects need a property that has the name of a parameter, such as DialogId or UserId. To use another property, specify a script block, such as -DialogId { $_.Id }.",
        [nameof(MessageErrors.IdempotencyKeyWithSystem)] = "Omit -System or -IdempotencyKey. The portal doesn't detect duplicates of system messages.",
        [nameof(MessageErrors.IdempotencyKeyWithForward)] = "Omit -ForwardMessageId or -IdempotencyKey. The portal doesn't detect duplicates of forwarded messages.",
        [nameof(MessageErrors.MessageChangeMissing)] = "Specify -Message, -Attachment, -Keyboard, -RemoveKeyboard, or -NoUrlPreview.",
        [nameof(MessageErrors.MessageWouldBeDeleted)] = "Specify a text, an attachment, or a keyboard. To delete the message, use Remove-B24BotMessage.",
        [nameof(MessageErrors.ReplyRejected)] = "Use -ReplyTo to specify a message of the same dialog.",
        [nameof(MessageErrors.ReactionUnknown)] = "Press Tab after -Reaction to list the supported reactions. To send a newer reaction, use Invoke-B24Method.",
        [nameof(MessageErrors.ReactionNotFound)] = "Press Tab after -Reaction to list the supported reactions. You can remove only a reaction that the bot added.",
        [nameof(MessageErrors.ReactionAlreadySet)] = "The message already has the reaction, so no action is needed. Add-B24BotReaction treats this response as success.",
        [nameof(ContentErrors.MentionInvalid)] = "Specify a hashtable of names and user IDs, such as -Mention @{ ivan = 17; team = 'all' }. Use 'all' to mention everyone in the chat.",
        [nameof(ContentErrors.ButtonActionInvalid)] = "Specify exactly one of -Link, -Command, -Action with -Value, or -AppId for each button. For -Command, use the name of a registered command, and specify its parameters with -CommandArgument.",
        [nameof(ContentErrors.KeyboardEmpty)] = "Add at least one button to the keyboard. Line breaks don't count as buttons. To remove a keyboard, use Set-B24BotMessage -RemoveKeyboard.",
        [nameof(ContentErrors.KeyboardRejected)] = "Create the keyboard with New-B24Keyboard and New-B24KeyboardButton, which validate it. Each button needs a text and one action.",
        [nameof(ContentErrors.AttachmentTooLarge)] = "Use fewer or shorter blocks, or send several messages. For a table, limit the rows with -First and the columns with -Property.",
        [nameof(ContentErrors.AttachmentBlockInvalid)] = "Add the missing values to the block. The portal drops incomplete blocks without an error. To create blocks, use New-B24AttachmentBlock. To create a table from objects, use ConvertTo-B24Attachment.",
        [nameof(ContentErrors.AttachmentRejected)] = "Create the attachment with New-B24Attachment or ConvertTo-B24Attachment, which validate it. An attachment needs at least one complete block and must be shorter than 60,000 characters.",
        [nameof(ContentErrors.TableColumnInvalid)] = "Specify property names, wildcards, script blocks, or calculated properties for -Property, such as @{ Name = 'GB'; Expression = { $_.Length / 1GB } }.",
        [nameof(ContentErrors.ObjectFormatted)] = "Remove the Format cmdlet from the pipeline, and choose the columns with ConvertTo-B24Attachment -Property. To send formatted text, use Out-String and Send-B24BotMessage -AsCode.",
    };
}
