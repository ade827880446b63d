using System.Globalization;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Sends messages and questions to the caller of a function, in the dialog of the call. Only the caller can answer.</summary>
/// <param name="bot">The data that all calls share.</param>
/// <param name="item">The event of the call.</param>
/// <param name="journal">Stores the questions of a run; null if nothing is asked.</param>
/// <param name="cancellation">Ends questions when the call is cancelled or stopped, or when the bot is stopping.</param>
/// <param name="stopping">Stops all calls.</param>
internal sealed class ChatDialog(ChatBot bot, PortalEvent item, CallJournal? journal, CancellationToken cancellation, CancellationToken stopping) : IDisposable
{
    private readonly CancellationTokenSource asking = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private readonly Dictionary<string, int> saidOnce = new(StringComparer.Ordinal);

    public ChatTexts Texts { get; } = ChatTexts.For(item.Language);
    public ChatOutbox Outbox { get; } = new(bot.Observer, stopping);
    public RecordingSender Sender { get; } = new(bot.Sender);
    public SecretMask Mask { get; } = new(bot.Secrets);
    public string DialogId { get; } = item.DialogId ?? (item.UserId ?? 0).ToString(CultureInfo.InvariantCulture);

    public long UserId => item.UserId ?? 0;

    /// <summary>
    /// If set, a text that is sent again with the same key after a restart arrives only once. Not set while a function runs, because each run sends its own messages.
    /// </summary>
    public string? OnceKey { get; set; }

    /// <summary>Ends the current question and all later ones, because the run is being stopped.</summary>
    public void StopAsking() => StopRequest.Send(asking);

    public void Dispose() => asking.Dispose();

    public void Say(ChatText text, params object[] values) => SayText(Texts.Format(text, values));

    /// <summary>Sends a text that contains BB code.</summary>
    public void SayText(string text)
    {
        foreach (string part in TextSplitter.Split(Mask.Hide(text), MessageText.MaxLength))
        {
            SendMessageRequest request = new(bot.BotId, DialogId, part) { UrlPreview = false, IdempotencyKey = KeyFor(part) };
            _ = Outbox.Post(stop => Sender.SendAsync(request, null, stop));
        }
    }

    /// <summary>Adds a check mark reaction after a run without output.</summary>
    public void Check()
    {
        if (item.MessageId is { } messageId)
        {
            _ = Outbox.Post(stop => bot.Sender.SendAsync(new AddReactionRequest(bot.BotId, messageId, "whiteHeavyCheckMark"), null, stop));
        }
        else
        {
            SayText("\u2705");
        }
    }

    /// <summary>Adds hints to a question that expects a text answer.</summary>
    public string TextQuestion(string question)
    {
        string text = Core.Messages.DialogId.IsPrivate(DialogId) || bot.HearsEverything ? question : $"{question}\n{Texts.Format(ChatText.MentionMe)}";
        return $"{text}\n[I]{Texts.Format(ChatText.CancelHint)}[/I]";
    }

    /// <summary>Asks for text during a run and waits.</summary>
    public async Task<string> AskAsync(string question)
    {
        BotReply reply = await WaitAsync(new AskedQuestion { Message = TextQuestion(Mask.Hide(question)) }).ConfigureAwait(false);
        return reply.Event?.TextWithoutMention ?? reply.Answer ?? string.Empty;
    }

    /// <summary>Asks the caller to choose during a run and waits. The question contains BB code.</summary>
    /// <returns>The zero-based index of the choice.</returns>
    /// <exception cref="CallEndedException">The question timed out.</exception>
    public async Task<int> ChooseAsync(string question, IReadOnlyList<string> choices)
    {
        IReadOnlyList<string> labels = LabelsOf([.. choices.Select(Mask.Hide)]);
        BotReply reply = await WaitAsync(new AskedQuestion
        {
            Message = Mask.Hide(question),
            Choices = labels,
            Closing = reply => Mask.Hide(reply?.Answer is { } choice ? $"{question} [B]{PlainText.Escape(choice)}[/B]" : question),
        }).ConfigureAwait(false);
        return labels.ToList().IndexOf(reply.Answer!);
    }

    /// <summary>Creates button texts. Equal texts are numbered. Texts that are blank or 0 are quoted, because the portal would drop these buttons.</summary>
    public static IReadOnlyList<string> LabelsOf(IReadOnlyList<string> choices) =>
        [.. choices.Select((choice, place) => choices.Take(place).Contains(choice) ? $"{choice} ({place + 1})" : choice).Select(label => string.IsNullOrWhiteSpace(label) || label == "0" ? $"'{label}'" : label)];

    private async Task<BotReply> WaitAsync(AskedQuestion asked)
    {
        using IDisposable waiting = bot.Limits.TryWait(UserId) ?? throw new CallEndedException(ChatText.TooManyOpen, CallerLimits.MaxWaiting);
        await Outbox.WhenSentAsync().ConfigureAwait(false);
        PendingCard card = new() { Key = asked.Name, Step = "run", DialogId = DialogId, Text = asked.Message, Buttons = asked.Buttons, UserIds = [UserId], IsInRun = true };
        await journal!.ChangeAsync(call => call.With(card), stopping).ConfigureAwait(false);
        try
        {
            AskedQuestion kept = asked with
            {
                DialogId = DialogId,
                UserIds = [UserId],
                Timeout = bot.AnswerTimeout,
                Sent = open =>
                {
                    Sender.Add(open.MessageId);
                    journal.Change(call => call.With(card with { MessageId = open.MessageId }));
                },
            };
            // If this throws, the buttons can remain. They are removed at the end of the call.
            BotReply reply = await bot.Asker.AskAsync(kept, bot.Observer, asking.Token).ConfigureAwait(false);
            await journal.ChangeAsync(call => call.Without(card.Key), stopping).ConfigureAwait(false);
            return reply.TimedOut ? throw new CallEndedException(ChatText.NoAnswer) : reply;
        }
        catch (B24Exception exception) when (exception.Kind == QuestionErrors.ReplyNotAsked)
        {
            throw new CallEndedException(ChatText.NoAnswer);
        }
    }

    private string KeyFor(string text)
    {
        if (OnceKey is null)
        {
            return IdempotencyKey.Fresh();
        }

        saidOnce.TryGetValue(text, out int before);
        saidOnce[text] = before + 1;
        return IdempotencyKey.Derive($"{OnceKey}\n{before}\n{text}", bot.Session.Portal, bot.BotId, DialogId);
    }
}
