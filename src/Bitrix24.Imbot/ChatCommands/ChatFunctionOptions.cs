using System.Collections;

namespace Bitrix24.Imbot.ChatCommands;

/// <summary>The cmdlet's parameters for functions as chat commands.</summary>
internal sealed record ChatFunctionOptions
{
    /// <summary>Names, wildcards, commands, and modules; null if no functions are offered.</summary>
    public IReadOnlyList<object>? Function { get; init; }

    /// <summary>The people who may run them; null if not specified.</summary>
    public IReadOnlyList<object>? Allow { get; init; }

    /// <summary>Rules by function name, or the path of a rule file; null for none.</summary>
    public object? Rules { get; init; }

    /// <summary>The audit file; null if not specified.</summary>
    public string? AuditPath { get; init; }

    /// <summary>The offset store, whose folder contains the default audit file; null for the bot's folder.</summary>
    public string? OffsetPath { get; init; }

    /// <summary>The retention time of rotated audit files.</summary>
    public TimeSpan AuditRetention { get; init; }

    /// <summary>Scheduled command lines, as hashtables; null for none.</summary>
    public IReadOnlyList<IDictionary>? Schedules { get; init; }

    /// <summary>The names of the variables that are copied for the functions; null for none.</summary>
    public IReadOnlyList<string>? Variables { get; init; }

    /// <summary>The maximum number of concurrent runs.</summary>
    public int ThrottleLimit { get; init; }

    /// <summary>The time limit of a run.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>The time limit of a question.</summary>
    public TimeSpan AnswerTimeout { get; init; }

    /// <summary>Whether the bot shows the typing indicator.</summary>
    public bool ShowsTyping { get; init; }
}
