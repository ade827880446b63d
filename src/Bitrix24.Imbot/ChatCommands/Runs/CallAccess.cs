using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Rights;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Checks the permission and the limits of the caller, and that the function and its rule haven't changed. Refusals are recorded.</summary>
internal sealed class CallAccess(ChatCall call)
{
    private static readonly TimeSpan RefusalSilence = TimeSpan.FromMinutes(10);

    private readonly ChatBot bot = call.Bot;
    private readonly string shownCommand = "/" + call.Function.ShownName;

    /// <summary>Schedules aren't counted. A resumed call was already counted by an earlier process.</summary>
    private bool IsCounted => !call.IsScheduled && !call.Journal.IsResumed;

    /// <summary>Requires that the function is unchanged and that the caller may run it.</summary>
    /// <exception cref="CallEndedException">The function has changed, or the permission is missing or can't be checked.</exception>
    public async Task RequireAsync()
    {
        string name = call.Function.Name;
        if (bot.Functions.Find(name)?.Fingerprint != call.Journal.Call.Fingerprint)
        {
            throw Refused("changed", ChatText.FunctionChanged, shownCommand);
        }

        if (call.IsScheduled)
        {
            return;
        }

        switch (await bot.DecideAsync(call.Function, call.Event, call.Journal.Call.Since, call.Ending).ConfigureAwait(false))
        {
            case AccessDecision.Allowed:
                return;
            case AccessDecision.Unknown:
                bot.Observer.Warn($"A call of {name} was refused, because the permission of user {call.UserId} could not be checked.");
                throw Refused("rightsUnknown", ChatText.RightsUnknown, shownCommand);
            default:
                string what = $"A call of {name} in {call.Dialog.DialogId} was refused, because user {call.UserId} doesn't have permission.";
                bot.Observer.Report(what);
                CallEndedException refusal = Refused("rights", ChatText.NotAllowed, shownCommand);
                if (!bot.Limits.MayNotify(call.UserId, name, RefusalSilence))
                {
                    throw CallEndedException.Silent();
                }

                bot.Observer.Warn(what);
                throw refusal;
        }
    }

    /// <summary>Counts an open call of the caller, until the result is disposed; null if the call isn't counted.</summary>
    public IDisposable? CountOpen() =>
        IsCounted ? bot.Limits.TryOpen(call.UserId) ?? throw Refused("tooManyOpen", ChatText.TooManyOpen, CallerLimits.MaxOpen) : null;

    /// <summary>Counts a call if the rule of the function has a limit; null if the call isn't counted.</summary>
    public LimitedUse? CountUse()
    {
        if (!IsCounted || call.Function.Rule.Limit is not { } limit)
        {
            return null;
        }

        ChatTexts texts = call.Dialog.Texts;
        return bot.Limits.Uses.TryUse(call.UserId, call.Function.Name, limit.Calls, limit.Within, out TimeSpan wait)
            ?? throw Refused("limit", ChatText.LimitReached, shownCommand, limit.Calls, texts.Format(limit.Within), texts.Format(wait));
    }

    /// <summary>Records a refusal, with a reason from docs/chat-commands-reference.md, and creates the exception that ends the call.</summary>
    public CallEndedException Refused(string reason, ChatText text, params object[] values)
    {
        bot.Audit.RecordRefusal(call.Audited, reason);
        return new CallEndedException(text, values);
    }
}
