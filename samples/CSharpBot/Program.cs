// A bot in C#, without PowerShell. It repeats messages and asks before it deploys. Run it with a profile that was saved by Connect-B24Webhook -SaveProfile:
//     dotnet run --project samples/CSharpBot -- bot
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Receiving;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.Text;

using CancellationTokenSource stopping = new();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stopping.Cancel(); };
B24Session session = SessionProfiles.Open(ProfileFile.For(args.Length > 0 ? args[0] : "bot"));
try
{
    await new BotListener(session).RunAsync(AnswerAsync, cancellation: stopping.Token);
}
catch (OperationCanceledException)
{
    Console.WriteLine("The bot was stopped.");
}

async Task AnswerAsync(PortalEvent item, CancellationToken cancellation)
{
    if (item is not { Kind: EventKind.Message, DialogId: { } dialogId, Message.Text: { } text })
    {
        return;
    }

    string answer = $"You wrote: {PlainText.Escape(text)}";
    if (text == "deploy")
    {
        BotQuestion question = new(dialogId, "Deploy now?") { Choices = ["Yes", "No"], UserIds = [item.UserId ?? 0], Timeout = TimeSpan.FromMinutes(5) };
        BotReply reply = await question.AskAsync(session, cancellation: cancellation);
        answer = reply.Answer == "Yes" ? "Deploying." : "Not deployed.";
    }

    await session.SendAsync(new SendMessageRequest(session.RequireBot(null), dialogId, answer), cancellation: cancellation);
}
