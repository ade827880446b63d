namespace Bitrix24.Imbot.Emulator.State;

/// <summary>What a bot gets to see (docs/portal/bots.md, "Bot types").</summary>
public enum BotType
{
    /// <summary>In group chats only what mentions it.</summary>
    Bot,

    /// <summary>A bot of the Bitrix24 Network.</summary>
    Network,

    /// <summary>A bot of Open Channels.</summary>
    Openline,

    /// <summary>Gets everything, may read foreign messages.</summary>
    Supervisor,

    /// <summary>Gets everything, may read foreign messages, and is not found in search.</summary>
    Personal,
}
