using Bitrix24.Imbot.ChatCommands;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Running;

/// <summary>What the parameters of the cmdlet say about a bot that runs.</summary>
internal sealed record BotRunOptions
{
    /// <summary>The script blocks.</summary>
    public BotHandlers Handlers { get; init; } = new();

    /// <summary>What people can call as slash commands.</summary>
    public ChatFunctionOptions Functions { get; init; } = new();

    /// <summary>Whether the commands that have a script block of their own are registered.</summary>
    public bool RegistersCommands { get; init; }

    /// <summary>How often a handler that fails is run again for the same event.</summary>
    public int RetryCount { get; init; }

    /// <summary>A file for the events whose handler failed each time; null for none.</summary>
    public string? DeadLetterPath { get; init; }

    /// <summary>Handlers at the same time at most. With 1, they run on the pipeline thread.</summary>
    public int ThrottleLimit { get; init; }

    /// <summary>How long a handler may run.</summary>
    public TimeSpan HandlerTimeout { get; init; }

    /// <summary>Whether the bot shows the typing indicator.</summary>
    public bool ShowsTyping { get; init; }

    /// <summary>Whether people hear that a handler failed, or that nobody knows a command.</summary>
    public bool RepliesErrors { get; init; }
}
