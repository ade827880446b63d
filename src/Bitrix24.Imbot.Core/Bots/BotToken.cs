using System.Security.Cryptography;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>The bot token, which identifies the owner of a bot that was registered with an incoming webhook.</summary>
public static class BotToken
{
    /// <summary>Maximum length of a new token. Bots that were registered before August 6, 2026 can have longer tokens, which still work.</summary>
    public const int MaxLength = 40;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Creates a token of 40 random letters and digits.</summary>
    public static Secret Create()
    {
        char[] characters = new char[MaxLength];
        byte[] random = new byte[MaxLength * 4];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(random);
        for (int index = 0; index < characters.Length; index++)
        {
            // With 32 random bits for 62 characters, the bias is negligible.
            characters[index] = Alphabet[(int)(BitConverter.ToUInt32(random, index * 4) % (uint)Alphabet.Length)];
        }

        return Secret.FromText(new string(characters))!;
    }

    /// <summary>Rejects a new token that the portal would refuse, for a new bot or to replace the token of a bot.</summary>
    /// <exception cref="B24Exception"><see cref="BotErrors.BotTokenLengthInvalid"/>.</exception>
    public static void RequireNew(Secret token)
    {
        if (token.Length is 0 or > MaxLength)
        {
            throw BotErrors.BotTokenLengthInvalid.With($"The new bot token has {token.Length} characters. It must have 1 to {MaxLength} characters.");
        }
    }

    /// <summary>Rejects an empty token of a registered bot.</summary>
    /// <exception cref="B24Exception"><see cref="BotErrors.BotTokenLengthInvalid"/>.</exception>
    public static void RequireExisting(Secret token)
    {
        if (token.Length == 0)
        {
            throw BotErrors.BotTokenLengthInvalid.With("The bot token is empty.");
        }
    }
}
