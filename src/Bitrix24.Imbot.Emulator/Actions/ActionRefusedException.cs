namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>An action of a person that the portal doesn't allow, or whose chat, message or button doesn't exist. The message is for that person.</summary>
public sealed class ActionRefusedException : ArgumentException
{
    internal ActionRefusedException(string message)
        : base(message)
    {
    }
}
