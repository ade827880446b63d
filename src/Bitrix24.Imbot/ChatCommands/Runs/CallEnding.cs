using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Texts;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>
/// Finishes a call. Its end is stored before the caller is informed, because a call that was reported as ended must not run after a restart. Then its buttons and
/// its file are removed.
/// </summary>
internal sealed class CallEnding(ChatBot bot, ChatDialog dialog, CallJournal journal, CallCards cards, CancellationToken stopping)
{
    /// <summary>Ends a call whose function the bot doesn't offer anymore.</summary>
    public static async Task EndLostAsync(ChatBot bot, CallJournal journal, CancellationToken stopping)
    {
        using ChatDialog dialog = new(bot, journal.Call.Event, journal, CancellationToken.None, stopping) { OnceKey = $"{journal.Call.Key} {journal.Call.Runs}" };
        using CallCards cards = new(bot, dialog, journal, stopping);
        string? farewell = journal.Call.Stage == PendingStage.Ended
            ? journal.Call.Farewell
            : dialog.Texts.Format(ChatText.FunctionChanged, "/" + journal.Call.Function.ToLowerInvariant());
        await new CallEnding(bot, dialog, journal, cards, stopping).RunAsync(farewell).ConfigureAwait(false);
    }

    /// <exception cref="OperationCanceledException">The bot was stopped. The next start finishes the call.</exception>
    public async Task RunAsync(string? farewell)
    {
        await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        if (farewell is not null || journal.IsResumed || journal.Call.OpenCards.Any())
        {
            await journal.ChangeAsync(call => call.Stage == PendingStage.Ended ? call : call.Ended(bot.Clock.UtcNow, farewell), stopping).ConfigureAwait(false);
            if (farewell is not null)
            {
                dialog.SayText(farewell);
                await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
                stopping.ThrowIfCancellationRequested();
            }

            await cards.CloseAllAsync(card => card.EndText).ConfigureAwait(false);
            await journal.ChangeAsync(call => call.Farewell is null ? call : call with { Farewell = null }, stopping).ConfigureAwait(false);
        }

        await journal.ForgetAsync(stopping).ConfigureAwait(false);
    }
}
