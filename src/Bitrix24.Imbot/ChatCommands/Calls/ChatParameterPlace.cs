namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>A parameter in a parameter set.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="IsMandatory">Whether it must be set there.</param>
/// <param name="Position">Its place for values without a name; negative where it has none.</param>
/// <param name="TakesRemaining">Whether it takes all values that are left.</param>
internal sealed record ChatParameterPlace(ChatParameter Parameter, bool IsMandatory, int Position, bool TakesRemaining);
