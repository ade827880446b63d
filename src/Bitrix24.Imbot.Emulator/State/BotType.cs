namespace Bitrix24.Imbot.Emulator.State;

/// <summary>The type of a bot, which determines the events that it receives (docs/portal/bots.md, "Bot types").</summary>
public enum BotType
{
    /// <summary>In group chats, receives only messages that mention it.</summary>
    Bot,

    /// <summary>A bot in the Bitrix24 Network.</summary>
    Network,

    /// <summary>A bot for Open Channels.</summary>
    Openline,

    /// <summary>Receives all messages, and may read messages of others.</summary>
    Supervisor,

    /// <summary>Receives all messages, may read messages of others, and isn't found in search.</summary>
    Personal,
}
