using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Receiving;

/// <summary>A question that is ready to be asked.</summary>
internal sealed class PreparedQuestion
{
    private readonly QuestionAsker asker;
    private readonly AskedQuestion asked;
    private readonly string dialogId;
    private readonly TimeSpan start;
    private readonly TaskCompletionSource<BotReply> sent = new();

    /// <param name="asker">Asks the question.</param>
    /// <param name="asked">The question.</param>
    /// <param name="dialogId">The dialog as the caller specified it.</param>
    /// <param name="start">The time when the limit started.</param>
    public PreparedQuestion(QuestionAsker asker, AskedQuestion asked, string dialogId, TimeSpan start)
    {
        this.asker = asker;
        this.asked = asked with { Sent = sent.SetResult };
        this.dialogId = dialogId;
        this.start = start;
    }

    /// <summary>Remaining time; null for no limit.</summary>
    public TimeSpan? TimeLeft => asked.Timeout is not { } timeout ? null
        : timeout - (SystemClock.Instance.Elapsed - start) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>Asks the question and waits for the answer.</summary>
    public async Task<BotReply> AskAsync(ICallObserver? observer, CancellationToken cancellation)
    {
        BotReply reply = await asker.AskAsync(asked with { Timeout = TimeLeft }, observer, cancellation).ConfigureAwait(false);
        return new BotReply(reply.BotId, dialogId, reply.MessageId, reply.Answer, reply.Event, reply.Cancelled);
    }

    /// <summary>Removes the buttons before the process ends. Waits for a question that is being sent.</summary>
    public void Withdraw(TimeSpan sendTime)
    {
        if (sent.Task.Wait(sendTime))
        {
            asker.WithdrawAsync(asked, sent.Task.Result, null).GetAwaiter().GetResult();
        }
    }
}
