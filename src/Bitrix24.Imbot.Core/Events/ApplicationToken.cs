using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// What a pushed event must carry to be the portal's. Compared by hashes of equal length, byte by byte to the end, so that the time says nothing of how
/// much of a guess was right.
/// </summary>
internal sealed class ApplicationToken
{
    /// <summary>Stands before the bot's token where no application stands behind the bot (docs/portal/events.md, "Application token").</summary>
    private const string WebhookPrefix = "custom";

    /// <summary>The portal sends no more characters than these of such a token.</summary>
    private const int MaxLengthOfWebhook = 50;

    private readonly byte[][] hashes;

    private ApplicationToken(params string[] accepted)
    {
        hashes = [.. accepted.Select(HashOf)];
    }

    /// <summary>That of a bot which was registered over an incoming webhook.</summary>
    public static ApplicationToken FromBotToken(Secret botToken) => new(Cut(WebhookPrefix + botToken.Reveal()));

    /// <summary>One that the user named: an application's, or a bot's token, with or without what the portal puts before it.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.ApplicationTokenMissing"/> where it is empty.</exception>
    public static ApplicationToken FromSecret(Secret given)
    {
        if (given.Length == 0)
        {
            throw EventErrors.ApplicationTokenMissing.With("The application token is empty.");
        }

        string text = given.Reveal();
        return text.StartsWith(WebhookPrefix, StringComparison.Ordinal)
            ? new ApplicationToken(text, Cut(text), Cut(WebhookPrefix + text))
            : new ApplicationToken(text, Cut(WebhookPrefix + text));
    }

    /// <summary>Refuses an event that does not carry it.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="EventErrors.ApplicationTokenMismatch"/>. Whoever sent the event chose its type, and a damaged body can have a secret there: only a known one is told.
    /// </exception>
    public void Require(PushedEvent pushed)
    {
        if (!Fits(pushed.ApplicationToken))
        {
            string type = pushed.Event.Kind == EventKind.Other ? "an unknown type" : $"type {pushed.Event.Type}";
            throw EventErrors.ApplicationTokenMismatch.With($"The application token of an event of {type} does not fit.");
        }
    }

    /// <summary>Reads the body of a pushed event and looks whether it carries the token.</summary>
    /// <param name="body">The body.</param>
    /// <param name="fits">Whether it does; set also where the rest of the body is not an event.</param>
    /// <exception cref="B24Exception"><see cref="EventErrors.EventUnreadable"/>.</exception>
    public PushedEvent Read(ArraySegment<byte> body, out bool fits)
    {
        Secret? sent = null;
        try
        {
            return PushedEvent.Read(body, out sent);
        }
        finally
        {
            fits = Fits(sent);
        }
    }

    /// <summary>Whether an event carries it.</summary>
    public bool Fits(Secret? received)
    {
        byte[] hash = HashOf(received?.Reveal() ?? string.Empty);
        bool fits = false;
        foreach (byte[] accepted in hashes)
        {
            fits |= IsSame(accepted, hash);
        }

        return fits & received is not null;
    }

    private static string Cut(string token) => token.Length > MaxLengthOfWebhook ? token.Substring(0, MaxLengthOfWebhook) : token;

    private static byte[] HashOf(string text)
    {
        using SHA256 hash = SHA256.Create();
        return hash.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static bool IsSame(byte[] one, byte[] other)
    {
        int difference = one.Length ^ other.Length;
        for (int index = 0; index < one.Length && index < other.Length; index++)
        {
            difference |= one[index] ^ other[index];
        }

        return difference == 0;
    }
}
