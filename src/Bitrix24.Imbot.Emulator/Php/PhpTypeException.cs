namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>A value has another type than PHP code declares, so the code fails. A portal answers this with error 0.</summary>
internal sealed class PhpTypeException(string message) : Exception(message);
