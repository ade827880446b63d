namespace Bitrix24.Imbot.Sending;

/// <summary>Joins texts from the pipeline as the lines of one message. Other objects become separate messages.</summary>
/// <param name="sending">Sends the messages.</param>
/// <param name="toMessage">Creates a message from the complete text.</param>
internal sealed class MessageLines(IMessageSending sending, Func<string, PipedMessage> toMessage) : IMessageSending
{
    private readonly List<string> lines = [];
    private Action? sendLines;

    /// <inheritdoc />
    public void Add(B24Session session, long botId, PipedMessage message)
    {
        if (message.Line is not { } line)
        {
            sending.Add(session, botId, message);
            return;
        }

        sendLines ??= () => sending.Add(session, botId, toMessage(string.Join("\n", lines)));
        lines.Add(line);
    }

    /// <inheritdoc />
    public void Complete()
    {
        sendLines?.Invoke();
        sending.Complete();
    }

    /// <inheritdoc />
    public void BreakOff() => sending.BreakOff();
}
