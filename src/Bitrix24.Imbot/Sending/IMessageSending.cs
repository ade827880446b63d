using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Sending;

/// <summary>What becomes of the messages that a cmdlet gets: each is sent by itself, or they become one text.</summary>
internal interface IMessageSending
{
    /// <summary>Takes one message.</summary>
    /// <exception cref="B24Exception">Why it can't be sent.</exception>
    void Add(B24Session session, long botId, PipedMessage message);

    /// <summary>Nothing more comes: sends the rest, waits and writes what was sent.</summary>
    void Complete();

    /// <summary>The pipeline has ended, perhaps in the middle. Waits until nothing runs any more; nothing can be written.</summary>
    void BreakOff();
}
