using System.ComponentModel;
using System.Management.Automation.Host;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>A cmdlet whose output and prompts can't control the terminal, even if they contain text from people or portals.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SafeOutputCmdlet : PSCmdlet
{
    private CallMessages? messages;

    /// <summary>Messages from other threads that the pipeline thread writes.</summary>
    internal CallMessages Messages => messages ??= new CallMessages(this, Wants("Verbose") || Wants("Debug"), Wants("Debug"));

    /// <summary>
    /// Writes a verbose line. With -Debug and without -Verbose, PowerShell would prompt at every verbose line, after the call
    /// was made. In this case, the line is written to the debug stream.
    /// </summary>
    internal void WriteDetail(string line)
    {
        if (IsSet("Debug") && !MyInvocation.BoundParameters.ContainsKey("Verbose"))
        {
            WriteDebug(line);
        }
        else
        {
            WriteVerbose(line);
        }
    }

    /// <summary>Writes a warning. Control characters in it are removed, as in all other streams.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(ShownText.From(text));

    internal new void WriteError(ErrorRecord record) => base.WriteError(ErrorRecords.Shown(record));

    /// <summary>Writes an information record of a handler. Colors are kept.</summary>
    internal new void WriteInformation(InformationRecord record) => base.WriteInformation(ShownInformation.From(record));

    internal new void WriteVerbose(string text) => base.WriteVerbose(ShownText.From(text));

    internal new void WriteDebug(string text) => base.WriteDebug(ShownText.From(text));

    internal new void WriteProgress(ProgressRecord record)
    {
        // PowerShell doesn't accept empty texts.
        record.Activity = ShownText.From(record.Activity).PadRight(1);
        record.StatusDescription = ShownText.From(record.StatusDescription).PadRight(1);
        base.WriteProgress(record);
    }

    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(ShownText.From(target), ShownText.From(action));

    internal new bool ShouldContinue(string query, string caption) => base.ShouldContinue(ShownText.From(query), ShownText.From(caption));

    /// <summary>Prompts for Yes or No. Without a console or an answer, the result is false.</summary>
    private protected bool Agrees(string caption, string question)
    {
        try
        {
            return Host?.UI?.PromptForChoice(ShownText.From(caption), ShownText.From(question), [new ChoiceDescription("&Yes"), new ChoiceDescription("&No")], 1) == 0;
        }
        catch (Exception exception) when (exception is PSInvalidOperationException or HostException or NotSupportedException or PSNotImplementedException)
        {
            return false;
        }
    }

    /// <summary>Whether the verbose or debug stream is shown, by its parameter or its preference variable.</summary>
    private bool Wants(string stream)
    {
        if (MyInvocation.BoundParameters.ContainsKey(stream))
        {
            return IsSet(stream);
        }

        // In a function or script block, the preference can be plain text.
        object? value = GetVariableValue(stream + "Preference");
        return (value is ActionPreference preference || LanguagePrimitives.TryConvertTo(value, out preference))
            && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    private bool IsSet(string parameter) => MyInvocation.BoundParameters.TryGetValue(parameter, out object? given) && given is SwitchParameter { IsPresent: true };
}
