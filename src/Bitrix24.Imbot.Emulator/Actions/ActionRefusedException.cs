namespace Bitrix24.Imbot.Emulator.Actions;

/// <summary>
/// The exception for an action of a person that isn't allowed, or whose chat, message, or button doesn't exist. The message is for that person.
/// </summary>
public sealed class ActionRefusedException(string message) : ArgumentException(message);
