using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Cmdlets.Methods;

/// <summary>The result of one command of Invoke-B24Batch.</summary>
public sealed class BatchCommandResult
{
    internal BatchCommandResult(string key, string? method, object? result, ErrorRecord? error)
    {
        Key = key;
        Method = method;
        Result = result;
        Error = error;
    }

    /// <summary>The key of the command. The default keys are cmd1, cmd2, and so on.</summary>
    public string Key { get; }

    /// <summary>The method; null if the command contains no valid method.</summary>
    public string? Method { get; }

    /// <summary>The result from the portal; null if the command failed.</summary>
    public object? Result { get; }

    /// <summary>The error, which is also written to the error stream; null if the command succeeded.</summary>
    public ErrorRecord? Error { get; }

    /// <summary>The result in one line.</summary>
    public override string ToString() => OneLine.From($"{Key} {Method}: {(Error is null ? "done" : Error.FullyQualifiedErrorId.Split(',')[0])}");
}
