using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>
/// The token that a pushed event must contain to prove that it comes from the portal. Tokens are compared as hashes of equal length, byte by byte to
/// the end, so that the time reveals nothing about a guess.
/// </summary>
internal sealed class ApplicationToken
{
    /// <summary>
    /// The portal puts this prefix before the bot's token if the bot belongs to no application (docs/portal/events.md, "Application token").
    /// </summary>
    private const string WebhookPrefix = "custom";

    /// <summary>The portal truncates such a token to this length.</summary>
    private const int MaxLengthOfWebhook = 50;

    private readonly byte[][] hashes;

    private ApplicationToken(params string[] accepted)
    {
        hashes = [.. accepted.Select(HashOf)];
    }

    /// <summary>The token of a bot that was registered with an incoming webhook.</summary>
    public static ApplicationToken FromBotToken(Secret botToken) => new(Cut(WebhookPrefix + botToken.Reveal()));

    /// <summary>A token that the user specified: an application token or a bot token, with or without the portal's prefix.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.ApplicationTokenMissing"/> if the token is empty.</exception>
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

    /// <summary>Rejects an event that doesn't contain this token.</summary>
    /// <exception cref="B24Exception">
    /// <see cref="EventErrors.ApplicationTokenMismatch"/>. The message includes the event type only if it is a known one: the sender chose it, and a
    /// damaged body can have a secret in its place.
    /// </exception>
    public void Require(PushedEvent pushed)
    {
        if (!Fits(pushed.ApplicationToken))
        {
            string type = pushed.Event.Kind == EventKind.Other ? "unknown type" : $"type {pushed.Event.Type}";
            throw EventErrors.ApplicationTokenMismatch.With($"The application token of an event of {type} does not match.");
        }
    }

    /// <summary>Reads the body of a pushed event and checks its token.</summary>
    /// <param name="body">The body.</param>
    /// <param name="fits">Whether the token matches. Also set if the rest of the body is not a valid event.</param>
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

    /// <summary>Whether the token of an event matches.</summary>
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
