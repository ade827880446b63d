using System.Globalization;
using System.Text.Json;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>
/// Runs up to 50 commands in one request. The request as a whole is repeated where it was not executed; where its outcome is unknown or single
/// commands were turned away, each command decides for itself, as it would in a call of its own (docs/reliability.md, "What decides about a repeat").
/// </summary>
internal sealed class BatchCall
{
    private readonly PortalClient client;
    private readonly Secret? botToken;
    private readonly ICallObserver? observer;
    private readonly bool isTokenUnchanged;

    /// <param name="client">The way to the portal.</param>
    /// <param name="botToken">The session's bot token, which under a webhook each command carries.</param>
    /// <param name="observer">Hears of what happens; may be null.</param>
    public BatchCall(PortalClient client, Secret? botToken, ICallObserver? observer)
    {
        this.client = client;
        this.botToken = botToken;
        this.observer = observer;
        isTokenUnchanged = botToken is null || client.Authorization.Kind != AuthorizationKind.Webhook || BatchableText.IsUnchanged(botToken.Reveal());
    }

    /// <summary>The method that runs commands.</summary>
    public static ApiMethod Name { get; } = ApiMethod.Parse("batch");

    /// <summary>Whether the bot token arrives unchanged with a command of this method: people choose it, so it can be any text.</summary>
    public bool KeepsToken(ApiMethod method) => isTokenUnchanged || method.BotTokenPlace is BotTokenPlace.Forbidden or BotTokenPlace.CallersOwn;

    /// <summary>Runs commands one after another.</summary>
    /// <param name="commands">At most <see cref="BatchLimits.MaxCommands"/>, with keys that differ.</param>
    /// <param name="halt">Whether the first failure ends it.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <returns>What became of each, in the same order.</returns>
    /// <exception cref="OperationCanceledException">When <paramref name="cancellation"/> was signalled.</exception>
    public async Task<IReadOnlyList<CommandOutcome>> RunAsync(IReadOnlyList<BatchCommand> commands, bool halt, CancellationToken cancellation)
    {
        CommandOutcome?[] refused = new CommandOutcome?[commands.Count];
        BatchStep?[] steps = new BatchStep?[commands.Count];
        HashSet<Secret> secrets = [];
        for (int index = 0; index < commands.Count; index++)
        {
            refused[index] = halt && index > 0 && refused[index - 1] is not null
                ? new CommandOutcome(commands[index], Halted(commands[index]))
                : TryPrepare(commands[index], secrets, out steps[index]);
        }

        List<BatchStep> left = [.. steps.OfType<BatchStep>()];
        if (left.Count > 0)
        {
            await RetryLoop.RepeatAsync(SendRoundAsync, client.Clock, cancellation).ConfigureAwait(false);
        }

        // Where the first failure ends the batch, a command can be refused here after one that fails at the portal only: neither is run, and the first reason counts.
        return [.. commands.Select((_, index) => refused[index] ?? steps[index]!.Outcome!)];

        async Task<TimeSpan?> SendRoundAsync(int number)
        {
            BatchRound round = await SendAsync(left, halt, secrets, cancellation).ConfigureAwait(false);
            left = round.Again;
            if (left.Count == 0)
            {
                return null;
            }

            observer?.Wait($"{left.Count} of the batch's commands are repeated", round.Pause);
            return round.Pause;
        }
    }

    /// <summary>Why a command was not run.</summary>
    public static B24Exception Halted(BatchCommand command) => new(
        BatchErrors.BatchHalted,
        $"Command '{command.Key}' was not run, because one before it had failed.")
    {
        Method = command.Method?.Name,
        Outcome = Outcome.NotExecuted,
    };

    private CommandOutcome? TryPrepare(BatchCommand command, HashSet<Secret> secrets, out BatchStep? step)
    {
        step = null;
        try
        {
            if (command.Refusal is { } refusal)
            {
                throw refusal;
            }

            if (!command.Method!.IsBatchable)
            {
                throw BatchErrors.BatchMethodNotAllowed.With($"{command.Method} cannot be called inside a batch.");
            }

            JsonMap parameters = client.Authorization.AuthorizeCommand(command.Method!, command.Parameters, botToken);
            parameters.CollectSecrets(secrets);
            step = new BatchStep(command, BatchQuery.Write(command.Method!, parameters), client);
            return null;
        }
        catch (B24Exception refusal)
        {
            return new CommandOutcome(command, refusal);
        }
    }

    private async Task<BatchRound> SendAsync(List<BatchStep> steps, bool halt, HashSet<Secret> secrets, CancellationToken cancellation)
    {
        await WaitForExecutionTimeAsync(steps, cancellation).ConfigureAwait(false);
        JsonMap commands = [];
        foreach (BatchStep step in steps)
        {
            commands[step.Command.Key] = step.Text;
        }

        PortalAnswer answer;
        try
        {
            JsonMap parameters = new() { ["halt"] = halt ? 1 : 0, ["cmd"] = commands };
            answer = await client.CallHidingAsync(Name, parameters, null, secrets, observer, cancellation).ConfigureAwait(false);
        }
        catch (B24Exception failure)
        {
            return AfterFailure(steps, failure.Outcome == Outcome.Unknown && failure.InnerException is B24Exception cause ? cause : failure);
        }

        return AfterAnswer(steps, answer.Result, halt, secrets);
    }

    /// <summary>
    /// The batch as a whole failed. Where it may have been executed, it is sent again up to the first command that must not be repeated; that one and
    /// those behind it, which may depend on it, are told as unknown.
    /// </summary>
    private static BatchRound AfterFailure(List<BatchStep> steps, B24Exception failure)
    {
        BatchRound round = new();
        bool goesOn = failure.Outcome == Outcome.Unknown;
        foreach (BatchStep step in steps)
        {
            B24Exception own = step.AddBatchContext(failure);
            TimeSpan? pause = failure.Outcome == Outcome.Unknown ? step.PauseAfter(own, null) : null;
            goesOn &= pause is not null;
            if (goesOn)
            {
                round.Repeat(step, pause!.Value);
            }
            else
            {
                step.Fail(own);
            }
        }

        return round;
    }

    private BatchRound AfterAnswer(List<BatchStep> steps, JsonElement result, bool halt, HashSet<Secret> secrets)
    {
        BatchRound round = new();
        BatchStep? failed = null;
        Dictionary<string, JsonElement> times = MembersOf(result.Member("result_time"));
        Dictionary<string, JsonElement> errors = MembersOf(result.Member("result_error"));
        Dictionary<string, JsonElement> values = MembersOf(result.Member("result"));
        foreach (BatchStep step in steps)
        {
            string key = step.Command.Key;
            JsonElement time = Find(times, key);
            client.Operating.Report(AccountOf(step.Method), time, client.Clock);
            JsonElement error = Find(errors, key);
            JsonElement value = Find(values, key);
            if (error.ValueKind != JsonValueKind.Undefined && ProvenByRefusal.ResultOf(step.Method, CodeOf(error)) is { } proven)
            {
                step.Succeed(proven);
            }
            else if (error.ValueKind != JsonValueKind.Undefined)
            {
                AfterRefusal(round, step, error, secrets);
                failed = step;
            }
            else if (value.ValueKind != JsonValueKind.Undefined || time.ValueKind != JsonValueKind.Undefined)
            {
                if (AnswerReader.UnusableResult(client.Authorization.Portal.Authority, step.Method, value) is { } unusable)
                {
                    Repeat(round, step, unusable, null);
                    failed = step;
                }
                else
                {
                    step.Succeed(value);
                }
            }
            else if (halt && failed is not null)
            {
                // What waits for a repeat of the failed one goes with it.
                if (failed.Outcome is null && !step.RefersToOthers)
                {
                    round.Repeat(step, TimeSpan.Zero);
                }
                else
                {
                    step.Fail(Halted(step.Command));
                }
            }
            else
            {
                Repeat(round, step, NotMentioned(step), null);
            }
        }

        return round;
    }

    private void AfterRefusal(BatchRound round, BatchStep step, JsonElement error, HashSet<Secret> secrets)
    {
        B24Exception refused = AnswerReader.Refusal(
            CodeOf(error),
            error.Text("error_description"),
            200,
            null,
            step.Method,
            client.Authorization.Secrets.Concat(secrets),
            step.Command.Parameters);
        B24Exception refusal = new(refused) { Attempts = 1 };
        TimeSpan? opensAfter = refusal.Kind == PortalErrors.OperatingLimitExceeded
            ? client.Operating.ResetsIn(AccountOf(step.Method), client.Clock.Elapsed)
            : null;
        Repeat(round, step, refusal, opensAfter);
    }

    private static string CodeOf(JsonElement error) =>
        (error.ValueKind == JsonValueKind.String ? error.TextOrNull() : error.Text("error")) is { Length: > 0 } code ? code : "UNKNOWN";

    private static void Repeat(BatchRound round, BatchStep step, B24Exception failure, TimeSpan? opensAfter)
    {
        if (step.PauseAfter(failure, opensAfter) is { } pause && !step.RefersToOthers)
        {
            round.Repeat(step, pause);
        }
        else
        {
            step.Fail(failure);
        }
    }

    private static B24Exception NotMentioned(BatchStep step) => new(
        ConnectionErrors.AnswerUnexpected,
        $"The portal's answer to a batch says nothing of {step.Method}, command '{step.Command.Key}'.")
    {
        Method = step.Method.Name,
        HttpStatus = 200,
        Attempts = 1,
        Outcome = Outcome.Unknown,
    };

    /// <summary>Waits while a method has no execution time left, rather than be closed out for longer (docs/portal/limits-and-batch.md, "Execution time").</summary>
    private async Task WaitForExecutionTimeAsync(List<BatchStep> steps, CancellationToken cancellation)
    {
        if (client.Transport.RequestRate == RequestRate.Unlimited)
        {
            return;
        }

        TimeSpan now = client.Clock.Elapsed;
        TimeSpan wait = TimeSpan.Zero;
        foreach (BatchStep step in steps)
        {
            if (client.Operating.ClosedFor(AccountOf(step.Method), now) is { } closedFor && closedFor > wait)
            {
                wait = closedFor;
            }
        }

        // Longer than the commands may wait: the portal says which of them it refuses.
        if (wait <= TimeSpan.Zero || steps.Any(step => wait > step.LimitWaitLeft))
        {
            return;
        }

        steps.ForEach(step => step.Waited(wait));
        observer?.Wait("Waiting until the batch's methods have execution time again", wait);
        await client.Clock.DelayAsync(wait, cancellation).ConfigureAwait(false);
    }

    /// <summary>Under a webhook a portal counts what runs in batches apart from calls (docs/portal/limits-and-batch.md, "Execution time").</summary>
    private string AccountOf(ApiMethod method) => client.Authorization.Kind == AuthorizationKind.Webhook ? $"{Name}:{method}" : method.Name;

    /// <summary>PHP writes a map whose keys happen to be 0, 1, 2 and so on as a list, and an empty one, too.</summary>
    private static Dictionary<string, JsonElement> MembersOf(JsonElement map)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        if (map.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in map.EnumerateArray())
            {
                members[members.Count.ToString(CultureInfo.InvariantCulture)] = item;
            }
        }
        else if (map.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in map.EnumerateObject())
            {
                members[member.NameOf()] = member.Value;
            }
        }

        return members;
    }

    private static JsonElement Find(Dictionary<string, JsonElement> members, string key) => members.TryGetValue(key, out JsonElement value) ? value : default;
}
