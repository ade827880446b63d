namespace Bitrix24.Imbot.Emulator.Control;

/// <summary>The exception for a request to the control API that can't be executed.</summary>
internal sealed class ControlException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
