namespace Bitrix24.Imbot.Sending;

/// <summary>Sends the messages of a cmdlet: separately, in batches, or as one text.</summary>
internal interface IMessageSending
{
    /// <summary>Adds a message.</summary>
    /// <exception cref="B24Exception">The message can't be sent.</exception>
    void Add(B24Session session, long botId, PipedMessage message);

    /// <summary>Sends the remaining messages, waits for them, and writes the results.</summary>
    void Complete();

    /// <summary>Called when the pipeline has ended, possibly early. Waits for running requests, and writes nothing.</summary>
    void BreakOff();
}
