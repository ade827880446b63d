using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Emulator;

namespace Bitrix24.Imbot.Core.Tests.Receiving;

/// <summary>The documentation's bot 456 on the emulator, and user 17, who writes to it.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    public const int BotId = 456;
    public const int UserId = 17;

    private readonly PortalEmulator emulator;

    private RunningBot(PortalEmulator emulator)
    {
        this.emulator = emulator;
        Address = Secret.FromText(emulator.WebhookUri.AbsoluteUri)!;
        Session = B24Session.ForWebhook(Address, BotId, Secret.FromText("my_bot_token"));
    }

    public Secret Address { get; }

    public B24Session Session { get; }

    public static async Task<RunningBot> StartAsync(CancellationToken cancellation) => new(await PortalEmulator.StartAsync(cancellationToken: cancellation));

    /// <summary>Sends a message of the user in the private dialog.</summary>
    public void Write(string text) => emulator.Portal.Write(UserId, $"{BotId}", text);

    public void Press(int messageId, string button) => emulator.Portal.People.PressButton(UserId, messageId, button);

    /// <summary>Waits for the bot's first message in the private dialog that starts with a text, and returns it.</summary>
    public async Task<(int Id, string Text)> SaidAsync(string beginning, CancellationToken cancellation)
    {
        while (true)
        {
            if (emulator.Portal.MessagesOf($"{UserId}", BotId)
                .FirstOrDefault(message => message.AuthorId == BotId && message.Text.StartsWith(beginning, StringComparison.Ordinal)) is { } said)
            {
                return (said.Id, said.Text);
            }

            await Task.Delay(10, cancellation);
        }
    }

    public ValueTask DisposeAsync() => emulator.DisposeAsync();
}
