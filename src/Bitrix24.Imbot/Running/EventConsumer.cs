using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Running;

/// <summary>Processes the events of a bot, on the pipeline thread.</summary>
internal abstract class EventConsumer
{
    /// <summary>Called before the first event, when all files can be written.</summary>
    public virtual void Begin(EventLoop loop, B24Session session, Bot bot) { }

    /// <summary>Processes one event, and confirms it to the loop when it is processed.</summary>
    public abstract void Process(EventLoop loop, PortalEvent item);

    /// <summary>Whether an event is the answer to a question of a running handler or call. Such events aren't counted.</summary>
    public virtual bool IsAnswer(PortalEvent item) => false;

    /// <summary>Whether a running handler or call waits for an answer.</summary>
    public virtual bool WaitsForAnswers => false;

    /// <summary>Waits for running handlers and calls.</summary>
    public virtual void Drain(EventLoop loop) { }

    /// <summary>Called when the pipeline ends early. Stops running handlers and calls, and waits for their end.</summary>
    public virtual void Abandon() { }
}
