using System.Security.Cryptography;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Bots;

/// <summary>The token by which a bot that was registered over an incoming webhook knows its owner.</summary>
public static class BotToken
{
    /// <summary>Characters a token may have at most (imbot-v2.json, change BOT-BC-0506-1).</summary>
    public const int LongestLength = 40;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Makes a token of 40 random letters and digits.</summary>
    public static Secret Create()
    {
        char[] characters = new char[LongestLength];
        byte[] random = new byte[LongestLength * 4];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(random);
        for (int index = 0; index < characters.Length; index++)
        {
            // 32 random bits to choose from 62: the bias is far below anything that matters.
            characters[index] = Alphabet[(int)(BitConverter.ToUInt32(random, index * 4) % (uint)Alphabet.Length)];
        }

        return Secret.FromText(new string(characters))!;
    }

    /// <summary>Refuses a token that the portal would refuse.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.BotTokenLengthInvalid"/>.</exception>
    public static void RequireLength(Secret token)
    {
        if (token.Length is 0 or > LongestLength)
        {
            throw ErrorKinds.BotTokenLengthInvalid.With($"The bot token has {token.Length} characters; it must have 1 to {LongestLength}.");
        }
    }
}
