using System.Management.Automation;

namespace Bitrix24.Imbot.Pipeline;

/// <summary>The streams of a cmdlet, in which what people or portals wrote can't act on the terminal. Pipeline thread only.</summary>
internal interface ISafeOutput
{
    /// <summary>Writes a line of detail.</summary>
    void WriteDetail(string line);

    /// <summary>Writes a warning.</summary>
    void WriteWarning(string text);

    /// <summary>Writes a request or an answer.</summary>
    void WriteDebug(string text);

    /// <summary>Shows progress.</summary>
    void WriteProgress(ProgressRecord record);
}
