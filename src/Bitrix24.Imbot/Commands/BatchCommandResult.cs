using System.Management.Automation;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Commands;

/// <summary>What became of one command of Invoke-B24Batch.</summary>
public sealed class BatchCommandResult
{
    internal BatchCommandResult(string key, string? method, object? result, ErrorRecord? error)
    {
        Key = key;
        Method = method;
        Result = result;
        Error = error;
    }

    /// <summary>The command's key, its own or cmd1, cmd2 and so on.</summary>
    public string Key { get; }

    /// <summary>The method; null where the command named none that can be called.</summary>
    public string? Method { get; }

    /// <summary>What the portal gave; null where the command failed.</summary>
    public object? Result { get; }

    /// <summary>The error, which was written as well; null where the command was done.</summary>
    public ErrorRecord? Error { get; }

    /// <summary>What became of it, in a line.</summary>
    public override string ToString() => OneLine.From($"{Key} {Method}: {(Error is null ? "done" : Error.FullyQualifiedErrorId.Split(',')[0])}");
}
