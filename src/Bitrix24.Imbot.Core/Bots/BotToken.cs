using System.Security.Cryptography;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>The token by which a bot that was registered over an incoming webhook knows its owner.</summary>
public static class BotToken
{
    /// <summary>Characters that a new token may have at most. Bots that were registered before 06.08.2026 can have longer ones, which keep working.</summary>
    public const int MaxLength = 40;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Makes a token of 40 random letters and digits.</summary>
    public static Secret Create()
    {
        char[] characters = new char[MaxLength];
        byte[] random = new byte[MaxLength * 4];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(random);
        for (int index = 0; index < characters.Length; index++)
        {
            // 32 random bits to choose from 62: the bias is far below anything that matters.
            characters[index] = Alphabet[(int)(BitConverter.ToUInt32(random, index * 4) % (uint)Alphabet.Length)];
        }

        return Secret.FromText(new string(characters))!;
    }

    /// <summary>Refuses a new token that the portal would refuse: one for a bot that is being registered, or to replace the token of a bot.</summary>
    /// <exception cref="B24Exception"><see cref="BotErrors.BotTokenLengthInvalid"/>.</exception>
    public static void RequireNew(Secret token)
    {
        if (token.Length is 0 or > MaxLength)
        {
            throw BotErrors.BotTokenLengthInvalid.With($"The new bot token has {token.Length} characters; it can have 1 to {MaxLength}.");
        }
    }

    /// <summary>Refuses an empty text as the token of a bot that is registered already.</summary>
    /// <exception cref="B24Exception"><see cref="BotErrors.BotTokenLengthInvalid"/>.</exception>
    public static void RequireExisting(Secret token)
    {
        if (token.Length == 0)
        {
            throw BotErrors.BotTokenLengthInvalid.With("The bot token is empty.");
        }
    }
}
