using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>What became of one command of a batch.</summary>
public sealed class CommandOutcome
{
    internal CommandOutcome(BatchCommand command, JsonElement result)
    {
        Command = command;
        Result = result;
    }

    internal CommandOutcome(BatchCommand command, B24Exception error)
    {
        Command = command;
        Error = error;
    }

    /// <summary>The command.</summary>
    public BatchCommand Command { get; }

    /// <summary>The member <c>result</c> of its answer; undefined where there is an error.</summary>
    public JsonElement Result { get; }

    /// <summary>Its error; null where it was done.</summary>
    public B24Exception? Error { get; }
}
