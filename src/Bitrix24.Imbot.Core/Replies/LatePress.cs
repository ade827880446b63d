using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.SlashCommands;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// Answers a press of a button whose question has ended, for example because the script was killed: tells the person that it is too late, and removes
/// the buttons.
/// </summary>
internal sealed class LatePress(IRequestSender sender, long botId)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Answers a press. A failed answer is reported and has no other effect.</summary>
    public async Task AnswerAsync(PortalEvent press, ICallObserver? observer, CancellationToken cancellation)
    {
        if (press is not { Command: { } command, MessageId: { } messageId, DialogId: { } dialogId })
        {
            return;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            if (press.Message?.AuthorId == botId)
            {
                await sender.SendAsync(new UpdateMessageRequest(botId, messageId, new MessageChange { RemovesKeyboard = true }), observer, limit.Token).ConfigureAwait(false);
            }

            string text = ReplyTexts.Late(press.Language);
            await sender.SendAsync(new AnswerSlashCommandRequest(botId, command.CommandId, messageId, dialogId, text), observer, limit.Token).ConfigureAwait(false);
        }
        catch (B24Exception exception)
        {
            observer?.Warn($"User {press.UserId} pressed a button of a question that has ended. The answer could not be sent: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            observer?.Warn($"User {press.UserId} pressed a button of a question that has ended. The answer could not be sent within {Limit.TotalSeconds:0} seconds.");
        }
    }
}
