namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>An element of a command line: a parameter, with its value if the value was written with a colon, or a value.</summary>
/// <param name="Position">The zero-based position in the line.</param>
/// <param name="Parameter">The parameter's name as it was written; null for a value.</param>
/// <param name="Value">The value; null for a parameter without a colon.</param>
internal sealed record LineElement(int Position, string? Parameter, LineValue? Value)
{
    /// <summary>Whether it is the end-of-parameters token (--).</summary>
    public bool EndsParameters => Parameter == "-";
}
