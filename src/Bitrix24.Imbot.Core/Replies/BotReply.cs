using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>What came of a question: who answered what and when, or that nobody did in time.</summary>
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

    /// <summary>The choice, or the text; null where nobody answered in time, or the question was cancelled.</summary>
    public string? Answer { get; }

    /// <summary>Whether a person answered with the word that cancels the question.</summary>
    public bool Cancelled { get; }

    /// <summary>Whether the time was over before anybody answered.</summary>
    public bool TimedOut => Event is null;

    /// <summary>Who answered.</summary>
    public long? UserId => Event?.UserId;

    /// <summary>Who answered, with name and position.</summary>
    public User? User => Event?.User;

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? Date => Event?.Date;

    /// <summary>Where it was asked.</summary>
    public string DialogId { get; }

    /// <summary>The message that asked.</summary>
    public long MessageId { get; }

    /// <summary>The bot that asked.</summary>
    public long BotId { get; }

    /// <summary>The event that is the answer; its message is the answer's where it was given in words.</summary>
    public PortalEvent? Event { get; }

    /// <summary>Who said what.</summary>
    public override string ToString() => TimedOut ? "(no answer in time)" : Cancelled ? OneLine.From($"{User?.Name}: (cancelled)") : OneLine.From($"{User?.Name}: {Answer}");
}
