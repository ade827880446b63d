using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>The state of a command: its text, its retries, and its outcome.</summary>
internal sealed class BatchStep
{
    private readonly PortalClient client;
    private RetryDecision? retry;

    public BatchStep(BatchCommand command, string text, PortalClient client)
    {
        Command = command;
        Text = text;
        this.client = client;
        RefersToOthers = BatchReference.KeysIn(text).Any();
    }

    public BatchCommand Command { get; }

    public ApiMethod Method => Command.Method!;

    /// <summary>The text of the command to send, including its secrets.</summary>
    public string Text { get; }

    /// <summary>Whether the command requires results of earlier commands, so that it can't be sent again without them.</summary>
    public bool RefersToOthers { get; }

    /// <summary>The outcome; null while the command is in progress.</summary>
    public CommandOutcome? Outcome { get; private set; }

    /// <summary>Remaining time that the command can wait for limits.</summary>
    public TimeSpan LimitWaitLeft => Retry.LimitWaitLeft;

    /// <summary>Created only after a failure.</summary>
    private RetryDecision Retry => retry ??= client.Decide(Method, Command.Parameters);

    public void Waited(TimeSpan time) => Retry.Waited(time);

    /// <summary>Decides after a failure, as for a separate call.</summary>
    /// <returns>The pause before the next attempt; null to stop.</returns>
    public TimeSpan? PauseAfter(B24Exception failure, TimeSpan? opensAfter) => Retry.PauseAfter(failure, opensAfter);

    public void Succeed(JsonElement result) => Outcome = new CommandOutcome(Command, result);

    /// <summary>Records the final failure. If an earlier attempt may have been executed, the outcome is unknown.</summary>
    public void Fail(B24Exception failure) => Outcome = new CommandOutcome(Command, Retry.Final(failure));

    /// <summary>The failure of the whole batch, as an error of this command.</summary>
    public B24Exception AddBatchContext(B24Exception failure) => new(failure, failure.Kind, $"{Method} was sent in a batch. {failure.Message}") { Method = Method.Name };
}
