using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Asks the caller for missing values and for confirmation before a run.</summary>
internal sealed class CallQuestions(ChatCall call)
{
    private readonly ChatDialog dialog = call.Dialog;

    /// <summary>A schedule isn't confirmed, because the administrator created it, and no person can answer.</summary>
    public bool MustConfirm => call.Function is { SupportsShouldProcess: true, Rule.Confirm: true } && !call.IsScheduled;

    /// <exception cref="CallEndedException">The question timed out, or the answers are invalid.</exception>
    public async Task<CallPlan> CompleteAsync(CallPlan plan)
    {
        foreach (ChatParameter parameter in plan.Missing.ToArray())
        {
            call.State = CallState.Asking;
            plan = plan.With(parameter, await AskForAsync(parameter).ConfigureAwait(false));
        }

        return plan;
    }

    /// <summary>
    /// Shows the exact call and asks for confirmation, because a click on another person's link or button can send a command. The buttons contain the random key of the
    /// question, which is bound to this message, dialog, and person.
    /// </summary>
    public async Task ConfirmAsync(CallPlan plan)
    {
        if (!MustConfirm)
        {
            return;
        }

        const string step = "confirm";
        call.State = CallState.Asking;
        string shown = CodeText.Wrap(RunText.Plain(CallText.Format(call.Function.Name, plan)));
        string refused = $"{dialog.Texts.Format(ChatText.NotConfirmed)}\n{shown}";
        PendingCard card = new()
        {
            Step = step,
            Text = $"{dialog.Texts.Format(ChatText.ConfirmCall)}\n{shown}",
            Buttons = [dialog.Texts.Format(ChatText.Run), dialog.Texts.Format(ChatText.DoNotRun)],
            EndText = refused,
        };
        bool isConfirmed = (await call.Cards.AskAsync(card, call.Ending).ConfigureAwait(false)).Choice == 0;
        await call.Cards.CloseAsync(step, _ => isConfirmed ? $"{dialog.Texts.Format(ChatText.Confirmed)}\n{shown}" : refused).ConfigureAwait(false);
        if (!isConfirmed)
        {
            throw CallEndedException.Silent();
        }
    }

    /// <summary>Asks for a value and validates it. If it is invalid, asks once more.</summary>
    private async Task<ChatArgument> AskForAsync(ChatParameter parameter)
    {
        for (bool isSecond = false; ; isSecond = true)
        {
            (ChatArgument? argument, string? reason) = await AskOnceAsync(parameter, isSecond).ConfigureAwait(false);
            if (argument is not null)
            {
                if (parameter.IsSecret)
                {
                    dialog.Mask.Add(argument.Written?.Text);
                }

                using PreparedRunspace prepared = await call.Bot.Supply.GetAsync(call.Ending).ConfigureAwait(false);
                reason = await call.CheckAsync(prepared, () => ValueCheck.Find(prepared.CommandOf(call.Function), parameter.Name, argument.Value)).ConfigureAwait(false);
                if (string.IsNullOrEmpty(reason))
                {
                    return argument;
                }
            }

            dialog.Say(isSecond ? ChatText.ValueRefusedAgain : ChatText.ValueRefused, RunText.Plain(reason));
            if (isSecond)
            {
                throw CallEndedException.Silent();
            }
        }
    }

    /// <returns>The answer; or null with the reason why it is invalid.</returns>
    private async Task<(ChatArgument? Argument, string? Reason)> AskOnceAsync(ChatParameter parameter, bool isSecond)
    {
        string step = $"value {parameter.Name}{(isSecond ? " again" : string.Empty)}";
        string question = PlainText.Escape(RunText.Plain(parameter.HelpMessage)) is { Length: > 0 } asked ? asked : dialog.Texts.Format(ChatText.AskValue, parameter.Name);
        if (!parameter.IsList && parameter.Choices is { Count: > 0 and <= 20 } choices)
        {
            PendingCard card = new() { Step = step, Text = question, Buttons = ChatDialog.LabelsOf(choices), EndText = question };
            int place = (await call.Cards.AskAsync(card, call.Ending).ConfigureAwait(false)).Choice!.Value;
            await call.Cards.CloseAsync(step, _ => $"{question} [B]{PlainText.Escape(choices[place])}[/B]").ConfigureAwait(false);
            object value = SettableTypes.SingleOf(parameter.Type) == typeof(bool) ? place == 0 : choices[place];
            return (new ChatArgument(parameter.Name, value, LineValue.FromText(choices[place])), null);
        }

        PendingCard inWords = new() { Step = step, Text = dialog.TextQuestion(parameter.IsList ? $"{question}\n{dialog.Texts.Format(ChatText.AskList)}" : question) };
        string answer = (await call.Cards.AskAsync(inWords, call.Ending).ConfigureAwait(false)).Text;
        await call.Cards.CloseAsync(step, _ => null).ConfigureAwait(false);
        try
        {
            return (AnswerReading.Read(answer, parameter), null);
        }
        catch (LineRefusedException refused)
        {
            return (null, RefusalText.ReasonOf(dialog.Texts, refused));
        }
    }
}
