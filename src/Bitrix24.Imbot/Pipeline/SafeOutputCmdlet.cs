using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>A cmdlet whose output and prompts can't act on the terminal, whatever people or portals wrote in them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SafeOutputCmdlet : PSCmdlet
{
    private CallMessages? messages;

    /// <summary>What comes from other threads and is to be written on the pipeline thread.</summary>
    internal CallMessages Messages => messages ??= new CallMessages(this, Wants("Verbose") || Wants("Debug"), Wants("Debug"));

    /// <summary>
    /// Writes a line of detail. Under -Debug without -Verbose PowerShell would ask at every verbose line whether to go on, after the call
    /// has been made; there it goes with the debug lines.
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

    /// <summary>Writes a warning. What people or portals wrote in it can't act on the terminal; the same holds for the other texts below.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(ShownText.From(text));

    /// <summary>Writes an error, which can be one of a handler.</summary>
    internal new void WriteError(ErrorRecord record) => base.WriteError(ErrorRecords.Shown(record));

    /// <summary>Writes an information record of a handler; colors stay.</summary>
    internal new void WriteInformation(InformationRecord record) => base.WriteInformation(ShownInformation.From(record));

    /// <summary>Writes a verbose line.</summary>
    internal new void WriteVerbose(string text) => base.WriteVerbose(ShownText.From(text));

    /// <summary>Writes a text for debugging.</summary>
    internal new void WriteDebug(string text) => base.WriteDebug(ShownText.From(text));

    /// <summary>Shows how far something is.</summary>
    internal new void WriteProgress(ProgressRecord record)
    {
        // Neither may be empty.
        record.Activity = ShownText.From(record.Activity).PadRight(1);
        record.StatusDescription = ShownText.From(record.StatusDescription).PadRight(1);
        base.WriteProgress(record);
    }

    /// <summary>Asks or shows whether something is done to a target.</summary>
    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(ShownText.From(target), ShownText.From(action));

    /// <summary>Asks a person.</summary>
    internal new bool ShouldContinue(string query, string caption) => base.ShouldContinue(ShownText.From(query), ShownText.From(caption));

    /// <summary>Asks a person, who has to choose Yes. Where nobody can be asked, or nothing is answered, the answer is no.</summary>
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

    /// <summary>Whether one of the two streams is shown, by its parameter or by its preference variable.</summary>
    private bool Wants(string stream)
    {
        if (MyInvocation.BoundParameters.ContainsKey(stream))
        {
            return IsSet(stream);
        }

        // Set in a function or script block, the preference is plain text.
        object? value = GetVariableValue(stream + "Preference");
        return (value is ActionPreference preference || LanguagePrimitives.TryConvertTo(value, out preference))
            && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    private bool IsSet(string parameter) => MyInvocation.BoundParameters.TryGetValue(parameter, out object? given) && given is SwitchParameter { IsPresent: true };
}
