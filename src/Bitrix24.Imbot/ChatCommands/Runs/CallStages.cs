using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Rights;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>
/// Takes a call through its stages. The order is fixed: permissions and limits, scan and parse, bind, ask, confirm, approve, run. No code of the function runs before
/// the permissions are checked.
/// </summary>
internal sealed class CallStages(ChatCall call)
{
    private readonly CallAccess access = new(call);
    private readonly CallQuestions questions = new(call);

    /// <exception cref="LineRefusedException">The line can't be parsed or bound.</exception>
    /// <exception cref="ValueRefusedException">A value can't be converted, or its parameter rejects it.</exception>
    /// <exception cref="CallEndedException">The call ended before its run.</exception>
    public async Task RunAsync()
    {
        await access.RequireAsync().ConfigureAwait(false);
        using IDisposable? open = access.CountOpen();
        using LimitedUse? use = access.CountUse();
        IReadOnlyList<LineElement> elements = LineParser.Parse(call.Line);
        PreparedRunspace? prepared = await call.Bot.Supply.GetAsync(call.Ending).ConfigureAwait(false);
        try
        {
            CallPlan plan = await call.CheckAsync(prepared, () => PlanIn(prepared.CommandOf(call.Function), elements)).ConfigureAwait(false);
            IReadOnlyList<long> approvers = [];
            bool needsApproval = call.Function.Rule.NeedsApproval;
            if (plan.Missing.Count > 0 && call.IsScheduled)
            {
                throw access.Refused("schedule", ChatText.ScheduleAsksNobody);
            }

            if (plan.Missing.Count > 0 || questions.MustConfirm || needsApproval)
            {
                // Don't reserve a runspace while waiting for a person.
                prepared.Dispose();
                prepared = null;
                plan = await questions.CompleteAsync(plan).ConfigureAwait(false);
                await questions.ConfirmAsync(plan).ConfigureAwait(false);
                approvers = needsApproval ? await new CallApproval(call, access, plan).RunAsync().ConfigureAwait(false) : [];
                await access.RequireAsync().ConfigureAwait(false);
                prepared = await call.Bot.Supply.GetAsync(call.Ending).ConfigureAwait(false);
            }

            call.State = CallState.Queued;
            PreparedRunspace used = prepared;
            prepared = null;
            use?.Keep();
            AuditedCall audited = call.Audited.With(plan, call.Dialog.Mask) with { Approvers = approvers };
            await new CallRun(call, plan, audited, used).RunAsync().ConfigureAwait(false);
        }
        finally
        {
            prepared?.Dispose();
        }
    }

    private CallPlan PlanIn(CommandInfo command, IReadOnlyList<LineElement> elements)
    {
        CallPlan plan = CallPlanner.Plan(call.Function.Signature, command, elements);
        foreach (LineValue secret in plan.Arguments.Where(argument => argument.IsSecret).SelectMany(argument => argument.Written?.Singles ?? []))
        {
            call.Dialog.Mask.Add(secret.Text);
        }

        // The line is parsed now, so its other words aren't secrets.
        call.Dialog.Mask.Guess([]);
        return plan.FindRefused(command) is { } refused ? throw new ValueRefusedException(refused.Name, refused.Reason) : plan;
    }
}
