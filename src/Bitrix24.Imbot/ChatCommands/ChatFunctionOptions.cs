using System.Collections;

namespace Bitrix24.Imbot.ChatCommands;

/// <summary>What the parameters of the cmdlet say about functions in chats.</summary>
internal sealed record ChatFunctionOptions
{
    /// <summary>Names, wildcards, command and module objects.</summary>
    public IReadOnlyList<object> Function { get; init; } = [];

    /// <summary>Who may run them; null where nobody said so.</summary>
    public IReadOnlyList<object>? Allow { get; init; }

    /// <summary>Rules by the names of functions.</summary>
    public IDictionary? Rules { get; init; }

    /// <summary>Names of variables that functions get.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Runs at the same time at most.</summary>
    public int ThrottleLimit { get; init; }

    /// <summary>How long a run may take.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>How long a question waits for its answer.</summary>
    public TimeSpan AnswerTimeout { get; init; }

    /// <summary>Whether people see that the bot is typing.</summary>
    public bool ShowsTyping { get; init; }
}
