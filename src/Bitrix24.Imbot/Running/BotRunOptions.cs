using Bitrix24.Imbot.ChatCommands;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.Running;

/// <summary>The options for running a bot, from the parameters of the cmdlet.</summary>
internal sealed record BotRunOptions
{
    public BotHandlers Handlers { get; init; } = null!;
    public ChatFunctionOptions Functions { get; init; } = new();

    /// <summary>Whether the commands with script blocks are registered on the portal.</summary>
    public bool RegistersCommands { get; init; }

    public int RetryCount { get; init; }

    /// <summary>The file for events whose handler failed after all retries; null for none.</summary>
    public string? DeadLetterPath { get; init; }

    /// <summary>Maximum number of concurrent handlers. With 1, they run on the pipeline thread.</summary>
    public int ThrottleLimit { get; init; }

    public TimeSpan HandlerTimeout { get; init; }
    public bool ShowsTyping { get; init; }

    /// <summary>Whether the bot reports failed handlers and unknown commands in the chat.</summary>
    public bool RepliesErrors { get; init; }
}
