namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>A parameter in a parameter set.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="IsMandatory">Whether it is mandatory in the set.</param>
/// <param name="Position">Its position; negative if it isn't positional.</param>
/// <param name="TakesRemaining">Whether it takes the remaining arguments.</param>
internal sealed record ChatParameterPlace(ChatParameter Parameter, bool IsMandatory, int Position, bool TakesRemaining);
