using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Running;

/// <summary>What is done with a bot's events. Pipeline thread only.</summary>
internal abstract class EventConsumer
{
    /// <summary>Before the first event is taken, when everything that is kept can be kept.</summary>
    public virtual void Begin(EventLoop loop, B24Session session, Bot bot)
    {
    }

    /// <summary>Takes one event, and sees to it that the loop hears when it is done.</summary>
    public abstract void Take(EventLoop loop, PortalEvent item);

    /// <summary>Whether an event answers a question of what is already being worked on, and is not counted.</summary>
    public virtual bool IsAnswer(PortalEvent item) => false;

    /// <summary>Whether something that is being worked on still needs events that answer it.</summary>
    public virtual bool WaitsForAnswers => false;

    /// <summary>Waits for what is still being worked on.</summary>
    public virtual void Drain(EventLoop loop)
    {
    }

    /// <summary>The pipeline ends early: stops what is still being worked on, and waits until nothing of it runs any more.</summary>
    public virtual void Abandon()
    {
    }
}
