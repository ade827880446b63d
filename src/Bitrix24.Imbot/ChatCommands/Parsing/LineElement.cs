namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>A part of a command line: a parameter, with its value where that was written with a colon, or a value.</summary>
/// <param name="Position">Place in the line, from 0.</param>
/// <param name="Parameter">The parameter's name as it was written; null for a value.</param>
/// <param name="Value">The value; null for a parameter without a colon.</param>
internal sealed record LineElement(int Position, string? Parameter, LineValue? Value)
{
    /// <summary>Whether it is the mark after which nothing is a parameter.</summary>
    public bool EndsParameters => Parameter == "-";
}
