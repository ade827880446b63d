using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Running;

/// <summary>Writes the streams of handlers and functions, except their output, to the streams of the cmdlet.</summary>
internal sealed class HandlerStreams(SafeOutputCmdlet cmdlet)
{
    /// <summary>
    /// Writes an error of a handler. If errors end the script, it is written as a warning, so that it doesn't end the bot, unless -ErrorAction was
    /// specified for the cmdlet.
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

    /// <summary>Writes a record that a handler in a separate runspace wrote to a stream other than its output.</summary>
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

    public void Inform(string text)
    {
        HostInformationMessage shown = new() { Message = ShownText.From(text) };
        cmdlet.WriteInformation(new InformationRecord(shown, cmdlet.MyInvocation.MyCommand.Name) { Tags = { "PSHOST" } });
    }
}
