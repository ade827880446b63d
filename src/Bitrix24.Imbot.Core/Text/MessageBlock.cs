namespace Bitrix24.Imbot.Core.Text;

/// <summary>A text block. Supports the BB codes USER, CHAT, SEND, PUT, CALL, BR, B, U, I, S, and URL.</summary>
/// <param name="Message">The text.</param>
public sealed record MessageBlock(string Message) : AttachmentBlock
{
    /// <inheritdoc />
    public override string Kind => "MESSAGE";

    /// <inheritdoc />
    public override string Summary => Message;

    private protected override object ToValue() => CheckedValue.Required("MESSAGE", Message);
}
