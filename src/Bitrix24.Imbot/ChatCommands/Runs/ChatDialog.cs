using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Speaks with the caller of a function, where he called it. Only he can answer.</summary>
internal sealed class ChatDialog : IDisposable
{
    private readonly ChatBot bot;
    private readonly PortalEvent item;
    private readonly CancellationTokenSource asking;

    /// <param name="bot">What all calls share.</param>
    /// <param name="item">The event that called.</param>
    /// <param name="cancellation">Ends questions: the caller cancels, somebody stops the call, or the bot ends.</param>
    /// <param name="stopping">Ends everything.</param>
    public ChatDialog(ChatBot bot, PortalEvent item, CancellationToken cancellation, CancellationToken stopping)
    {
        this.bot = bot;
        this.item = item;
        asking = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Texts = ChatTexts.For(item.Language);
        Outbox = new ChatOutbox(bot.Observer, stopping);
        DialogId = item.DialogId ?? UserId.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public ChatTexts Texts { get; }

    public ChatOutbox Outbox { get; }

    public string DialogId { get; }

    public long UserId => item.UserId ?? 0;

    /// <summary>Ends the question that waits, and every later one: the run is being stopped.</summary>
    public void StopAsking()
    {
        try
        {
            asking.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call has ended.
        }
    }

    /// <inheritdoc />
    public void Dispose() => asking.Dispose();

    /// <summary>Says something of the bot's own.</summary>
    public void Say(ChatText text, params object[] values) => SayText(Texts.Of(text, values));

    /// <summary>Says a text with BB codes.</summary>
    public void SayText(string text)
    {
        foreach (string part in TextSplitter.Split(text, MessageText.MaxLength))
        {
            SendMessageRequest request = new(bot.BotId, DialogId, part) { UrlPreview = false };
            _ = Outbox.Post(stop => bot.Sender.SendAsync(request, null, stop));
        }
    }

    /// <summary>Shows that something was done that has nothing to say.</summary>
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

    /// <summary>Asks for a text, and waits.</summary>
    /// <exception cref="CallEndedException">There is no answer.</exception>
    public async Task<string> AskAsync(string question)
    {
        string text = Core.Messages.DialogId.IsPrivate(DialogId) || bot.HearsEverything ? question : $"{question}\n{Texts.Of(ChatText.MentionMe)}";
        BotReply reply = await WaitAsync(new AskedQuestion { Message = $"{text}\n[I]{Texts.Of(ChatText.CancelHint)}[/I]" }).ConfigureAwait(false);
        return reply.Event?.TextWithoutMention ?? reply.Answer ?? string.Empty;
    }

    /// <summary>Lets the caller choose, and waits.</summary>
    /// <param name="question">The question, with BB codes.</param>
    /// <param name="choices">The buttons.</param>
    /// <param name="closing">The text of the question's message when it is over, by the choice; null where there was none.</param>
    /// <returns>Place of the choice, from 0.</returns>
    /// <exception cref="CallEndedException">There is no answer.</exception>
    public async Task<int> ChooseAsync(string question, IReadOnlyList<string> choices, Func<string?, string> closing)
    {
        // Buttons with the same text would not be told apart by it.
        string[] labels = [.. choices.Select((choice, place) => choices.Take(place).Contains(choice) ? $"{choice} ({place + 1})" : choice).Select(label => string.IsNullOrWhiteSpace(label) || label == "0" ? $"'{label}'" : label)];
        BotReply reply = await WaitAsync(new AskedQuestion { Message = question, Choices = labels, Closing = reply => closing(reply?.Answer) }).ConfigureAwait(false);
        return Array.IndexOf(labels, reply.Answer);
    }

    private async Task<BotReply> WaitAsync(AskedQuestion asked)
    {
        using IDisposable waiting = bot.Limits.TryWait(UserId) ?? throw new CallEndedException(ChatText.TooManyOpen, CallerLimits.WaitingOfOne);
        await Outbox.WhenSentAsync().ConfigureAwait(false);
        try
        {
            BotReply reply = await bot.Asker.AskAsync(asked with { DialogId = DialogId, UserIds = [UserId], Timeout = bot.AnswerTimeout }, bot.Observer, asking.Token).ConfigureAwait(false);
            return reply.TimedOut ? throw new CallEndedException(ChatText.NoAnswer) : reply;
        }
        catch (B24Exception exception) when (exception.Kind == QuestionErrors.ReplyNotAsked)
        {
            throw new CallEndedException(ChatText.NoAnswer);
        }
    }
}
