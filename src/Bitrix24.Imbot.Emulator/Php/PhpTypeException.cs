namespace Bitrix24.Imbot.Emulator.Php;

/// <summary>The exception for a value that doesn't have the type that PHP code declares. A portal answers this with error 0.</summary>
internal sealed class PhpTypeException(string message) : Exception(message);
