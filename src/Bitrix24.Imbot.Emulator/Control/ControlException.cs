namespace Bitrix24.Imbot.Emulator.Control;

/// <summary>A request to the control surface that cannot be carried out.</summary>
internal sealed class ControlException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
