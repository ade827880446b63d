using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Running;

/// <summary>What handlers and functions write to other streams than their output, in the streams of the bot's cmdlet.</summary>
/// <param name="cmdlet">The cmdlet that runs the bot.</param>
internal sealed class HandlerStreams(SafeOutputCmdlet cmdlet)
{
    /// <summary>
    /// Writes an error of a handler. In a script in which every error ends the script, a handler's would end the bot; there it is a warning, unless -ErrorAction was
    /// given for the bot itself.
    /// </summary>
    public void ShowError(ErrorRecord error)
    {
        bool isForBot = cmdlet.MyInvocation.BoundParameters.ContainsKey("ErrorAction");
        if (!isForBot
            && LanguagePrimitives.TryConvertTo(cmdlet.GetVariableValue("ErrorActionPreference"), out ActionPreference preference)
            && preference is not (ActionPreference.Continue or ActionPreference.SilentlyContinue or ActionPreference.Ignore))
        {
            cmdlet.WriteWarning(error.ToString());
        }
        else
        {
            cmdlet.WriteError(error);
        }
    }

    /// <summary>What a handler beside the pipeline wrote to other streams than its output.</summary>
    public void WriteRecord(object record)
    {
        switch (record)
        {
            case ErrorRecord error:
                ShowError(error);
                break;
            case WarningRecord warning:
                cmdlet.WriteWarning(warning.Message);
                break;
            case VerboseRecord verbose:
                cmdlet.WriteVerbose(verbose.Message);
                break;
            case DebugRecord debug:
                cmdlet.WriteDebug(debug.Message);
                break;
            case InformationRecord information:
                cmdlet.WriteInformation(information);
                break;
        }
    }

    /// <summary>Shows something to whoever started the bot.</summary>
    public void Inform(string text)
    {
        HostInformationMessage shown = new() { Message = ShownText.From(text) };
        cmdlet.WriteInformation(new InformationRecord(shown, cmdlet.MyInvocation.MyCommand.Name) { Tags = { "PSHOST" } });
    }
}
