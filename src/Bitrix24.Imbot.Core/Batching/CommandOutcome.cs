namespace Bitrix24.Imbot.Core.Batching;

/// <summary>The outcome of a batch command.</summary>
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

    /// <summary>The <c>result</c> member of its answer; undefined if there is an error.</summary>
    public JsonElement Result { get; }

    /// <summary>The error; null if the command succeeded.</summary>
    public B24Exception? Error { get; }
}
