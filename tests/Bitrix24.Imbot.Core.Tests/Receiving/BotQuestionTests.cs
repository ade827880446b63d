using Bitrix24.Imbot.Core.Receiving;
using Bitrix24.Imbot.Core.Replies;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Receiving;

/// <summary>A C# program that asks people.</summary>
public sealed class BotQuestionTests : IAsyncLifetime
{
    private RunningBot bot = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static BotQuestion Question => new($"{RunningBot.UserId}", "Deploy now?") { Choices = ["Yes", "No"] };

    public async ValueTask InitializeAsync() => bot = await RunningBot.StartAsync(Cancellation);

    public ValueTask DisposeAsync() => bot.DisposeAsync();

    [Fact]
    public async Task A_button_answers_a_question_without_a_running_listener()
    {
        Task<BotReply> asked = Question.AskAsync(bot.Session, cancellation: Cancellation);
        int messageId = (await bot.SaidAsync("Deploy now?", Cancellation)).Id;
        bot.Press(messageId, "Yes");
        BotReply reply = await asked;
        Assert.Equal(("Yes", RunningBot.UserId, messageId, $"{RunningBot.UserId}"), (reply.Answer, reply.UserId, reply.MessageId, reply.DialogId));
    }

    [Fact]
    public async Task A_text_answers_a_question_inside_a_handler()
    {
        bot.Write("start");
        BotReply? reply = null;
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task running = new BotListener(bot.Session).RunAsync(
            async (item, cancellation) =>
            {
                reply = await new BotQuestion(item.DialogId!, "Which server?").AskAsync(bot.Session, cancellation: cancellation);
                await stopping.CancelAsync();
            },
            cancellation: stopping.Token);
        await bot.SaidAsync("Which server?", Cancellation);
        bot.Write("web1");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal("web1", reply?.Answer);
    }

    [Fact]
    public async Task A_question_without_an_answer_times_out_without_an_error()
    {
        BotReply reply = await (Question with { Timeout = TimeSpan.FromSeconds(0.1), ShowsAnswer = true }).AskAsync(bot.Session, cancellation: Cancellation);
        Assert.True(reply.TimedOut);
        Assert.Equal(reply.MessageId, (await bot.SaidAsync("Deploy now?\n", Cancellation)).Id);
    }

    [Fact]
    public async Task Duplicate_choices_are_refused_before_anything_is_sent()
    {
        B24Exception error = await Assert.ThrowsAsync<B24Exception>(
            () => (Question with { Choices = ["Yes", "yes "] }).AskAsync(bot.Session, cancellation: Cancellation));
        Assert.Equal((QuestionErrors.ChoiceRepeated, 0), (error.Kind, error.Attempts));
    }
}
