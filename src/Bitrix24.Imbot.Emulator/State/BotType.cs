namespace Bitrix24.Imbot.Emulator.State;

/// <summary>Which events a bot receives (docs/portal/bots.md, "Bot types").</summary>
public enum BotType
{
    /// <summary>In group chats, only messages that mention it.</summary>
    Bot,

    /// <summary>A bot of the Bitrix24 Network.</summary>
    Network,

    /// <summary>A bot of Open Channels.</summary>
    Openline,

    /// <summary>Receives all messages, and may read messages of others.</summary>
    Supervisor,

    /// <summary>Receives all messages, may read messages of others, and isn't found in search.</summary>
    Personal,
}
