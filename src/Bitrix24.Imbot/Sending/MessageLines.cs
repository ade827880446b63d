using Bitrix24.Imbot.Core.Sessions;

namespace Bitrix24.Imbot.Sending;

/// <summary>Texts from the pipeline that become the lines of one message. Other objects are messages of their own.</summary>
internal sealed class MessageLines : IMessageSending
{
    private readonly IMessageSending sending;
    private readonly Func<string, PipedMessage> toMessage;
    private readonly List<string> lines = [];
    private B24Session? session;
    private long botId;

    /// <param name="sending">Sends the messages.</param>
    /// <param name="toMessage">Makes a message of the whole text.</param>
    public MessageLines(IMessageSending sending, Func<string, PipedMessage> toMessage)
    {
        this.sending = sending;
        this.toMessage = toMessage;
    }

    /// <inheritdoc />
    public void Add(B24Session session, long botId, PipedMessage message)
    {
        if (message.Line is not { } line)
        {
            sending.Add(session, botId, message);
            return;
        }

        if (this.session is null)
        {
            this.session = session;
            this.botId = botId;
        }

        lines.Add(line);
    }

    /// <inheritdoc />
    public void Complete()
    {
        if (session is not null)
        {
            sending.Add(session, botId, toMessage(string.Join("\n", lines)));
        }

        sending.Complete();
    }

    /// <inheritdoc />
    public void BreakOff() => sending.BreakOff();
}
