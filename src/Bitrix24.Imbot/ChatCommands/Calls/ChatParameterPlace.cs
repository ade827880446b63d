namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>A parameter in a parameter set. The position is negative if it isn't positional.</summary>
internal sealed record ChatParameterPlace(ChatParameter Parameter, bool IsMandatory, int Position, bool TakesRemaining);
