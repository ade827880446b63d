namespace Bitrix24.Imbot.ChatCommands.Parsing;

/// <summary>A command line isn't run.</summary>
internal sealed class LineRefusedException(LineRefusal refusal) : Exception($"{refusal.Reason} at {refusal.Position}: {refusal.Subject}")
{
    /// <summary>Why.</summary>
    public LineRefusal Refusal { get; } = refusal;
}
