using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>Sends one request for a page of a bot's queue.</summary>
internal delegate Task<EventPage> QueueReader(GetEventsRequest request, ICallObserver? observer, CancellationToken cancellation);
