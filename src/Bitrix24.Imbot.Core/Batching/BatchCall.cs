using System.Globalization;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>
/// Runs up to 50 commands in one request. The request is repeated if it was not executed. If its outcome is unknown, or single commands were refused,
/// each command is handled like a separate call (docs/reliability.md, "When a call is retried").
/// </summary>
/// <param name="client">Sends the requests.</param>
/// <param name="botToken">The session's bot token, which each command contains with a webhook.</param>
/// <param name="observer">Receives reports; may be null.</param>
internal sealed class BatchCall(PortalClient client, Secret? botToken, ICallObserver? observer)
{
    /// <summary>The answer to the batch, from the view of one of its commands.</summary>
    private static readonly HttpAnswer Answered = new(200, [], null, null);

    private readonly bool isTokenUnchanged =
        botToken is null || client.Authorization.Kind != AuthorizationKind.Webhook || BatchableText.IsUnchanged(botToken.Reveal());

    /// <summary>The batch method.</summary>
    public static ApiMethod Name { get; } = ApiMethod.Parse("batch");

    /// <summary>Whether the bot token is unchanged in a command of this method. Users choose tokens, so they can contain any text.</summary>
    public bool KeepsToken(ApiMethod method) => isTokenUnchanged || method.BotTokenPlace is BotTokenPlace.Forbidden or BotTokenPlace.Caller;

    /// <summary>Runs commands in order.</summary>
    /// <param name="commands">At most <see cref="BatchLimits.MaxCommands"/> commands with unique keys.</param>
    /// <param name="halt">Whether to stop at the first failure.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The outcome of each command, in the same order.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was canceled.</exception>
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

        // If the first failure stops the batch, a command can be rejected here after one that fails on the portal. Neither is run, and the first
        // reason is reported.
        return [.. commands.Select((_, index) => refused[index] ?? steps[index]!.Outcome!)];

        async Task<TimeSpan?> SendRoundAsync(int number)
        {
            await SendAsync(left, halt, secrets, cancellation).ConfigureAwait(false);
            left.RemoveAll(step => step.Outcome is not null);
            if (left.Count == 0)
            {
                return null;
            }

            TimeSpan pause = left.Max(step => step.Pause);
            observer?.Wait($"Retrying {left.Count} commands of the batch", pause);
            return pause;
        }
    }

    /// <summary>The error of a command that was not run.</summary>
    public static B24Exception Halted(BatchCommand command) => new(
        BatchErrors.BatchHalted,
        $"Command '{command.Key}' was not run because an earlier command failed.")
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
                throw BatchErrors.BatchMethodNotAllowed.With($"{command.Method} can't be called in a batch.");
            }

            JsonMap parameters = client.Authorization.AuthorizeCommand(command.Method!, command.Parameters, botToken);
            secrets.UnionWith(parameters.Secrets);
            step = new BatchStep(command, BatchQuery.Write(command.Method!, parameters), client);
            return null;
        }
        catch (B24Exception refusal)
        {
            return new CommandOutcome(command, refusal);
        }
    }

    private async Task SendAsync(List<BatchStep> steps, bool halt, HashSet<Secret> secrets, CancellationToken cancellation)
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
            AfterFailure(steps, failure.Outcome == Outcome.Unknown && failure.InnerException is B24Exception cause ? cause : failure);
            return;
        }

        AfterAnswer(steps, answer.Result, halt, secrets);
    }

    /// <summary>
    /// Handles the failure of the whole batch. If it may have been executed, it is sent again up to the first command that must not be repeated. That
    /// command and those after it, which may depend on it, have an unknown outcome.
    /// </summary>
    private static void AfterFailure(List<BatchStep> steps, B24Exception failure)
    {
        bool goesOn = failure.Outcome == Outcome.Unknown;
        foreach (BatchStep step in steps)
        {
            B24Exception own = new(failure, failure.Kind, $"{step.Method} was sent in a batch. {failure.Message}") { Method = step.Method.Name };
            TimeSpan? pause = failure.Outcome == Outcome.Unknown ? step.Retry.PauseAfter(own, null) : null;
            goesOn &= pause is not null;
            if (goesOn)
            {
                step.Pause = pause!.Value;
            }
            else
            {
                step.Fail(own);
            }
        }
    }

    private void AfterAnswer(List<BatchStep> steps, JsonElement result, bool halt, HashSet<Secret> secrets)
    {
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
            if (error.ValueKind != JsonValueKind.Undefined && step.Method.ResultOfRefusal(CodeOf(error)) is { } proven)
            {
                step.Succeed(proven);
            }
            else if (error.ValueKind != JsonValueKind.Undefined)
            {
                AfterRefusal(step, error, secrets);
                failed = step;
            }
            else if (value.ValueKind != JsonValueKind.Undefined || time.ValueKind != JsonValueKind.Undefined)
            {
                if (AnswerReader.UnusableResult(Answered, client.Authorization.Portal.Authority, step.Method, value) is { } unusable)
                {
                    Repeat(step, unusable, null);
                    failed = step;
                }
                else
                {
                    step.Succeed(value);
                }
            }
            else if (halt && failed is not null)
            {
                // Commands that wait for a retry of the failed one are sent with it.
                if (failed.Outcome is null && !step.RefersToOthers)
                {
                    step.Pause = TimeSpan.Zero;
                }
                else
                {
                    step.Fail(Halted(step.Command));
                }
            }
            else
            {
                Repeat(step, NotMentioned(step), null);
            }
        }
    }

    private void AfterRefusal(BatchStep step, JsonElement error, HashSet<Secret> secrets)
    {
        IEnumerable<Secret> hidden = client.Authorization.Secrets.Concat(secrets);
        B24Exception refusal = AnswerReader.Refusal(CodeOf(error), error.Text("error_description"), Answered, step.Method, hidden, step.Command.Parameters);
        TimeSpan? opensAfter = refusal.Kind == PortalErrors.OperatingLimitExceeded
            ? client.Operating.ResetsIn(AccountOf(step.Method), client.Clock.Elapsed)
            : null;
        Repeat(step, refusal, opensAfter);
    }

    private static string CodeOf(JsonElement error) =>
        (error.ValueKind == JsonValueKind.String ? error.TextOrNull() : error.Text("error")) is { Length: > 0 } code ? code : "UNKNOWN";

    private static void Repeat(BatchStep step, B24Exception failed, TimeSpan? opensAfter)
    {
        B24Exception failure = new(failed) { Attempts = 1 };
        if (step.Retry.PauseAfter(failure, opensAfter) is { } pause && !step.RefersToOthers)
        {
            step.Pause = pause;
        }
        else
        {
            step.Fail(failure);
        }
    }

    private static B24Exception NotMentioned(BatchStep step) => AnswerReader.Failure(
        ConnectionErrors.AnswerUnexpected,
        $"The portal's answer to the batch contains no result for {step.Method}, command '{step.Command.Key}'.",
        Answered,
        step.Method.Name);

    /// <summary>
    /// Waits until all methods have execution time, because the portal would otherwise block them for longer
    /// (docs/portal/limits-and-batch.md, "Execution time").
    /// </summary>
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

        // If the wait is too long for a command, the portal decides which commands it refuses.
        if (wait <= TimeSpan.Zero || steps.Any(step => wait > step.Retry.LimitWaitLeft))
        {
            return;
        }

        steps.ForEach(step => step.Retry.Waited(wait));
        observer?.Wait("Waiting until the batch's methods have execution time available", wait);
        await client.Clock.DelayAsync(wait, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// With a webhook, a portal counts the execution time of batches separately (docs/portal/limits-and-batch.md, "Execution time").
    /// </summary>
    private string AccountOf(ApiMethod method) => client.Authorization.Kind == AuthorizationKind.Webhook ? $"{Name}:{method}" : method.Name;

    /// <summary>PHP writes an empty map, and a map with the keys 0, 1, 2, and so on, as a list.</summary>
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
