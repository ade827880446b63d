using System.Collections.Concurrent;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Sends the requests of a call and records the IDs of its messages.</summary>
internal sealed class RecordingSender(IRequestSender sender) : IRequestSender
{
    private readonly ConcurrentQueue<long> messages = new();

    public IReadOnlyCollection<long> Messages => messages.ToArray();

    /// <summary>Adds a message of the call that was sent in another way.</summary>
    public void Add(long messageId) => messages.Enqueue(messageId);

    public async Task<TResult> SendAsync<TResult>(PortalRequest<TResult> request, ICallObserver? observer, CancellationToken cancellation)
    {
        TResult result = await sender.SendAsync(request, observer, cancellation).ConfigureAwait(false);
        long? messageId = result switch
        {
            SentMessage sent => sent.MessageId,
            StoredFile file => file.MessageId,
            _ => null,
        };
        if (messageId is { } id)
        {
            messages.Enqueue(id);
        }

        return result;
    }
}
