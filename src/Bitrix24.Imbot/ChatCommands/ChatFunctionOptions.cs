using System.Collections;

namespace Bitrix24.Imbot.ChatCommands;

/// <summary>The cmdlet's parameters for functions as chat commands.</summary>
internal sealed record ChatFunctionOptions
{
    /// <summary>Names, wildcards, commands, and modules.</summary>
    public IReadOnlyList<object> Function { get; init; } = [];

    /// <summary>The people who may run them; null if not specified.</summary>
    public IReadOnlyList<object>? Allow { get; init; }

    /// <summary>Rules by function name; null if there are none or they are in a file.</summary>
    public IDictionary? Rules { get; init; }

    /// <summary>A file with rules; null for none.</summary>
    public string? RulePath { get; init; }

    /// <summary>The audit file; null for the default one in the bot's folder.</summary>
    public string? AuditPath { get; init; }

    /// <summary>The retention time of rotated audit files.</summary>
    public TimeSpan AuditRetention { get; init; }

    /// <summary>Scheduled command lines, as hashtables.</summary>
    public IReadOnlyList<IDictionary> Schedules { get; init; } = [];

    /// <summary>The names of the variables that are copied for the functions.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>The maximum number of concurrent runs.</summary>
    public int ThrottleLimit { get; init; }

    /// <summary>The time limit of a run.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>The time limit of a question.</summary>
    public TimeSpan AnswerTimeout { get; init; }

    /// <summary>Whether the bot shows the typing indicator.</summary>
    public bool ShowsTyping { get; init; }
}
