namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>A command line was refused.</summary>
internal sealed class LineRefusedException(LineRefusal refusal) : Exception($"{refusal.Reason} at {refusal.Position}: {refusal.Subject}")
{
    /// <summary>The reason.</summary>
    public LineRefusal Refusal { get; } = refusal;
}
