namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>A value can't be converted, or a check of its parameter refuses it.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="reason">Why, in PowerShell's words.</param>
internal sealed class ValueRefusedException(string parameter, string reason) : Exception($"-{parameter}: {reason}")
{
    public string Parameter { get; } = parameter;

    public string Reason { get; } = reason;
}
