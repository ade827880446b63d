using System.Management.Automation;

namespace Bitrix24.Imbot.Sessions;

/// <summary>The streams of a cmdlet. Control sequences are removed from texts. Use this only on the pipeline thread.</summary>
internal interface ISafeOutput
{
    /// <summary>Writes a verbose line.</summary>
    void WriteDetail(string line);

    /// <summary>Writes a warning.</summary>
    void WriteWarning(string text);

    /// <summary>Writes a request or a response.</summary>
    void WriteDebug(string text);

    /// <summary>Shows progress.</summary>
    void WriteProgress(ProgressRecord record);
}
