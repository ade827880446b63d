using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>The state of a command: its text, its retries, and its outcome.</summary>
/// <param name="command">The command, with a method.</param>
/// <param name="text">The text of the command to send, including its secrets.</param>
/// <param name="client">The client that sends the batch.</param>
internal sealed class BatchStep(BatchCommand command, string text, PortalClient client)
{
    private RetryDecision? retry;

    public BatchCommand Command => command;

    public ApiMethod Method => command.Method!;

    public string Text => text;

    /// <summary>Whether the command requires results of earlier commands, so that it can't be sent again without them.</summary>
    public bool RefersToOthers { get; } = BatchReference.KeysIn(text).Any();

    /// <summary>The outcome; null while the command is in progress.</summary>
    public CommandOutcome? Outcome { get; private set; }

    /// <summary>The pause before the command is sent again.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>Decides about retries, as for a separate call. Created only after a failure.</summary>
    public RetryDecision Retry => retry ??= client.Decide(Method, command.Parameters);

    public void Succeed(JsonElement result) => Outcome = new CommandOutcome(command, result);

    /// <summary>Records the final failure. If an earlier attempt may have been executed, the outcome is unknown.</summary>
    public void Fail(B24Exception failure) => Outcome = new CommandOutcome(command, Retry.Final(failure));
}
