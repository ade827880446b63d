using System.Collections;
using System.Globalization;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Handlers;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Sending;

/// <summary>A message, combined from the parameters and a pipeline object. Errors that apply to all objects end the cmdlet.</summary>
internal sealed class PipedMessage(AwaitingCmdlet cmdlet, CommandLine line, PSObject? input)
{
    public string[] DialogId { get; init; } = [];
    public string? Message { get; init; }
    public Attachment? Attachment { get; init; }
    public bool IsForward { get; init; }
    public string? IdempotencyKey { get; init; }

    /// <summary>The text, if the pipeline object is a text and the message; otherwise null.</summary>
    public string? Line => line.HasInput && Message is null && !line.Specifies(nameof(Message))
        && (input is null || TextArgumentAttribute.IsText(input.BaseObject)) ? TextArgumentAttribute.TextOf(input?.BaseObject) ?? string.Empty : null;

    /// <summary>The dialog, if the pipeline object is a user ID or dialog ID and only the message is specified on the command line; otherwise null.</summary>
    private string? Recipient => line.HasInput && line.Specifies(nameof(Message)) && !line.Specifies(nameof(DialogId)) ? PipedDialog.TryGet(input) : null;

    /// <summary>
    /// The dialogs of the message. A missing dialog is an error for this object only. If the objects are texts, none has a dialog, and the cmdlet ends. For a piece
    /// of a longer text, which would be incomplete without it, a missing dialog always ends the cmdlet.
    /// </summary>
    /// <exception cref="B24Exception"><see cref="ChatErrors.DialogIdMissing"/>.</exception>
    public IReadOnlyList<string> Dialogs(bool isPiece = false) => DialogId.Length > 0 ? DialogId
        : [Recipient ?? (!isPiece && line.IsFromInput(input, nameof(Message)) ? RequireDialog() : cmdlet.Demand(input, RequireDialog))];

    /// <summary>Whether the dialog is the bot itself. The members of a chat that are piped to the cmdlet include it.</summary>
    public bool IsBotItself(string dialogId, long botId) =>
        line.HasInput && !line.Specifies(nameof(DialogId)) && dialogId.Trim() == botId.ToString(CultureInfo.InvariantCulture);

    public (string? Text, Attachment? Attachment) Content()
    {
        if (!line.HasInput && input is null)
        {
            return (Message, Attachment);
        }

        if (Attachment is null && AttachmentConversion.Find(input) is { } attachment)
        {
            // A block has a property with the name of the parameter. Its text is already in the attachment.
            bool isFromBlock = !line.Specifies(nameof(Message)) && Equals(input!.Properties[nameof(Message)]?.Value, Message);
            return (isFromBlock ? null : Message, attachment);
        }

        // Checked first, because most pipeline objects are text, and finding properties is slow.
        object? value = input?.BaseObject;
        bool hasMessage = Message is not null || line.Specifies(nameof(Message));
        if (!hasMessage && (value is null || TextArgumentAttribute.IsText(value)))
        {
            return (TextArgumentAttribute.TextOf(value), Attachment);
        }

        if (!hasMessage && !line.IsFromInput(input, nameof(Message)) && Attachment is null && !IsForward)
        {
            throw NotText(value!);
        }

        // A value that isn't on the command line came from this object.
        return IsUsed() ? (Message, Attachment)
            : throw MessageErrors.PipelineInputUnused.With(DialogId.Length == 0
                ? "The pipeline object is not a dialog ID and has no DialogId property."
                : "The pipeline object has no DialogId, BotId, or IdempotencyKey property, and -Message is already specified.");
    }

    /// <summary>Advice for errors about the object or the dialog; null for other errors.</summary>
    public string? AdviceOn(B24Exception exception)
    {
        if (exception.Kind != ChatErrors.DialogIdInvalid && exception.Kind != MessageErrors.MessageNotText && exception.Kind != MessageErrors.PipelineInputUnused)
        {
            return null;
        }

        if (input?.BaseObject is IDictionary)
        {
            return $"{PowerShellAdvice.For(exception).RecommendedAction} If the hashtable contains parameters, such as DialogId, convert it to [pscustomobject].";
        }

        bool mayBeText = line.HasInput && line.Specifies(nameof(DialogId)) && !line.Specifies(nameof(Message));
        return mayBeText && Array.Find(DialogId, dialogId => !Core.Messages.DialogId.IsValid(dialogId.Trim())) is { } text
            ? $"The first argument is -DialogId, and {ShownInput.Quote(text)} is not a dialog ID. If it is the text for the pipeline objects, specify it with -Message."
            : null;
    }

    private B24Exception NotText(object value)
    {
        // The error applies to all objects.
        cmdlet.Demand(input, () => FormattedObject.Require(input));
        return DialogId.Length > 0 && !line.Specifies(nameof(DialogId))
            ? MessageErrors.MessageNotText.With($"The pipeline object contains the dialog {string.Join(", ", DialogId)} but no text. Specify the text with -Message.")
            : TextArgumentAttribute.NotText(value);
    }

    private string RequireDialog()
    {
        try
        {
            return EventContext.RequireDialog();
        }
        catch (B24Exception) when (PipedDialog.TryGet(input) is { } dialogId)
        {
            throw ChatErrors.DialogIdMissing.With(
                $"-DialogId was not specified, and '{dialogId}' from the pipeline is used as the message text. To use it as the dialog, specify the text with -Message, or use -DialogId {{ $_ }}.");
        }
    }

    /// <summary>Whether the pipeline object provides a parameter, through a property or a script block.</summary>
    private bool IsUsed() => (Message is not null && !line.Specifies(nameof(Message)))
        || (DialogId.Length > 0 && !line.Specifies(nameof(DialogId)))
        || (IdempotencyKey is not null && !line.Specifies(nameof(IdempotencyKey)))
        || Recipient is not null
        || new[] { nameof(DialogId), nameof(Message), nameof(IdempotencyKey), "BotId" }.Any(parameter => line.IsFromInput(input, parameter));
}
