using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>One command on its way: its text, what may be repeated of it, and what became of it.</summary>
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

    /// <summary>The command as it is sent, secrets included.</summary>
    public string Text { get; }

    /// <summary>Whether it needs the results of commands before it, and can therefore not be sent again without them.</summary>
    public bool RefersToOthers { get; }

    /// <summary>What became of it; null while it is on its way.</summary>
    public CommandOutcome? Outcome { get; private set; }

    /// <summary>Time that the command may still wait for limits.</summary>
    public TimeSpan LimitWaitLeft => Retry.LimitWaitLeft;

    /// <summary>What may be repeated of it, which is a question only where something goes wrong.</summary>
    private RetryDecision Retry => retry ??= client.Decide(Method, Command.Parameters);

    public void Waited(TimeSpan time) => Retry.Waited(time);

    /// <summary>Decides after a failure, as for a call by itself.</summary>
    /// <returns>The pause before the next attempt; null to give up.</returns>
    public TimeSpan? PauseAfter(B24Exception failure, TimeSpan? opensAfter) => Retry.PauseAfter(failure, opensAfter);

    public void Succeed(JsonElement result) => Outcome = new CommandOutcome(Command, result);

    /// <summary>Gives up: where an earlier attempt may have been executed, that is what is told.</summary>
    public void Fail(B24Exception failure) => Outcome = new CommandOutcome(Command, Retry.Final(failure));

    /// <summary>What happened to the whole batch, told of this command.</summary>
    public B24Exception AddBatchContext(B24Exception failure) => new(failure, failure.Kind, $"{Method} went in a batch. {failure.Message}") { Method = Method.Name };
}
