using System.Collections;

namespace Bitrix24.Imbot.ChatCommands;

/// <summary>The cmdlet's parameters for functions as chat commands.</summary>
internal sealed record ChatFunctionOptions
{
    /// <summary>Names, wildcards, commands, and modules; null if no functions are offered.</summary>
    public IReadOnlyList<object>? Function { get; init; }

    public IReadOnlyList<object>? Allow { get; init; }

    /// <summary>Rules by function name, or the path of a rule file; null for none.</summary>
    public object? Rules { get; init; }

    public string? AuditPath { get; init; }

    /// <summary>The offset store, whose folder contains the default audit file; null for the bot's folder.</summary>
    public string? OffsetPath { get; init; }

    public TimeSpan AuditRetention { get; init; }

    /// <summary>Scheduled command lines, as hashtables; null for none.</summary>
    public IReadOnlyList<IDictionary>? Schedules { get; init; }

    /// <summary>The names of the variables that are copied for the functions; null for none.</summary>
    public IReadOnlyList<string>? Variables { get; init; }

    public int ThrottleLimit { get; init; }
    public TimeSpan Timeout { get; init; }
    public TimeSpan AnswerTimeout { get; init; }
    public bool ShowsTyping { get; init; }
}
