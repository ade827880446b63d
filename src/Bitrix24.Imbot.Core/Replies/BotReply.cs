using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>The result of a question: the answer with the person and the time, or that no one answered in time.</summary>
public sealed class BotReply
{
    internal BotReply(long botId, string dialogId, long messageId, string? answer, PortalEvent? source, bool cancelled = false)
    {
        Cancelled = cancelled;
        BotId = botId;
        DialogId = dialogId;
        MessageId = messageId;
        Answer = answer;
        Event = source;
    }

    /// <summary>The choice or the text; null if no one answered in time or the question was canceled.</summary>
    public string? Answer { get; }

    /// <summary>Whether a person canceled the question with the cancel word.</summary>
    public bool Cancelled { get; }

    /// <summary>Whether the time limit expired before anyone answered.</summary>
    public bool TimedOut => Event is null;

    /// <summary>The ID of the person who answered.</summary>
    public long? UserId => Event?.UserId;

    /// <summary>The person who answered, with name and position.</summary>
    public User? User => Event?.User;

    /// <summary>Time of the answer.</summary>
    public DateTimeOffset? Date => Event?.Date;

    /// <summary>The dialog of the question.</summary>
    public string DialogId { get; }

    /// <summary>The message with the question.</summary>
    public long MessageId { get; }

    /// <summary>The bot that asked.</summary>
    public long BotId { get; }

    /// <summary>The event that contains the answer. For an answer in words, its message is the answer.</summary>
    public PortalEvent? Event { get; }

    /// <summary>The person and the answer.</summary>
    public override string ToString() => TimedOut ? "(no answer in time)" : Cancelled ? OneLine.From($"{User?.Name}: (canceled)") : OneLine.From($"{User?.Name}: {Answer}");
}
