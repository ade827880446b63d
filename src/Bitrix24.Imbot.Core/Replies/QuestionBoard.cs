using System.Diagnostics;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// Where the processes of an account on this machine meet over one bot: the questions that wait, the answers for them, and the events that came while nobody
/// handled events. Whoever reads the bot's events puts each where it belongs before the portal hears that it is done.
/// </summary>
internal sealed class QuestionBoard
{
    private const string Extension = ".json";
    private const string LockExtension = ".lock";

    /// <summary>What the portal itself keeps of a queue.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>Between the sending of a question and its number on the board lies one answer of the portal.</summary>
    private static readonly TimeSpan NumberPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly string questions;
    private readonly string deferred;

    /// <param name="folder">The bot's folder.</param>
    public QuestionBoard(string folder)
    {
        questions = Path.Combine(folder, "questions");
        deferred = Path.Combine(folder, "aside");
    }

    /// <summary>
    /// Puts a question up. One that is answered by a text waits until no other one in its dialog is that the same people may answer: nobody could tell which one
    /// a text answers. A question to one person and one to everyone stand side by side, and the first one gets the person's text.
    /// </summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderNotWritten"/>, <see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public async Task<WaitingQuestion> PutUpAsync(Question question, CancellationToken cancellation)
    {
        IDisposable? turn = question.WantsText ? await AcquireTextTurnAsync(question.DialogId, question.UserIds, cancellation).ConfigureAwait(false) : null;
        try
        {
            return new WaitingQuestion(questions, question, turn);
        }
        catch
        {
            turn?.Dispose();
            throw;
        }
    }

    /// <summary>Waits until no other question that is answered by a text is open to these people in this dialog.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderNotWritten"/>.</exception>
    public async Task<IDisposable> AcquireTextTurnAsync(string dialogId, IReadOnlyList<long> userIds, CancellationToken cancellation)
    {
        string person = userIds.Count == 1 ? FormattableString.Invariant($"-{userIds[0]}") : string.Empty;
        string path = Path.Combine(questions, $"text-{dialogId.ToLowerInvariant()}{person}{LockExtension}");
        while (true)
        {
            if (StateFiles.TryLock(path) is { } turn)
            {
                return turn;
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Whether any question waits; asked once for a page of events, because none of them can answer a question that was put up later.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public bool HoldsQuestions()
    {
        try
        {
            return Directory.Exists(questions) && Directory.EnumerateFiles(questions, "*" + Extension).Any();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw QuestionErrors.ReplyBoardFailed.With($"{questions} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Gives an event to the question that it answers.</summary>
    /// <param name="item">The event.</param>
    /// <param name="holdsQuestions">What <see cref="HoldsQuestions"/> said.</param>
    /// <param name="cancellation">Ends the wait for the number of a question's own message.</param>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public async Task<Routing> RouteAsync(PortalEvent item, bool holdsQuestions, CancellationToken cancellation)
    {
        try
        {
            if (ReplyCommand.IsCalledBy(item))
            {
                return RoutePress(item);
            }

            Question[] open = item.Kind == EventKind.Message && holdsQuestions
                ? [.. Directory.GetFiles(questions, "*" + Extension).Select(path => Find(Path.GetFileNameWithoutExtension(path))).OfType<Question>()]
                : [];
            foreach (Question waiting in open.OrderBy(question => question.UserIds.Count == 0))
            {
                if (waiting.MayBeAnsweredBy(item)
                    && await IsBeforeAsync(waiting, item, cancellation).ConfigureAwait(false) && Deliver(waiting, item))
                {
                    return Routing.Delivered;
                }
            }

            return Routing.NotForQuestions;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw QuestionErrors.ReplyBoardFailed.With($"{questions} cannot be used: {exception.Message}", exception);
        }
    }

    private Routing RoutePress(PortalEvent item)
    {
        if (ReplyCommand.QuestionIn(item) is not { } name)
        {
            return Routing.Dropped;
        }

        if (Find(name) is not { } asked)
        {
            return ReplyCommand.IsPressed(item) ? Routing.Late : Routing.Dropped;
        }

        return asked.IsAnsweredByPress(item) && Deliver(asked, item) ? Routing.Delivered : Routing.Dropped;
    }

    /// <summary>Keeps an event for whoever handles the bot's events next. The same event again changes nothing.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void Defer(PortalEvent item)
    {
        try
        {
            byte[] content = item.ToJson();
            PrivateFile.Write(DeferredPathOf(item, content), content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw QuestionErrors.ReplyBoardFailed.With($"{deferred} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// What was deferred, oldest first, with the file that it lies in; what the portal itself would have thrown away by now is thrown away. A file that can't be
    /// read gets another name, and the others are given.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="warn">Hears of a file that can't be read.</param>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public IReadOnlyList<(PortalEvent Item, string Path)> ReadDeferred(DateTimeOffset now, Action<string> warn)
    {
        try
        {
            List<(PortalEvent Item, string Path)> kept = [];
            string[] paths = Directory.Exists(deferred) ? Directory.GetFiles(deferred, "*" + Extension) : [];
            foreach (string path in paths.OrderBy(path => path, StringComparer.Ordinal))
            {
                if (now - File.GetLastWriteTimeUtc(path) > Retention)
                {
                    File.Delete(path);
                    continue;
                }

                if (PendingFile.Read(path, PortalEvent.FromJson, warn) is { } item)
                {
                    kept.Add((item, path));
                }
            }

            return kept;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw QuestionErrors.ReplyBoardFailed.With($"What lies in {deferred} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>An event that was deferred is done.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void RemoveDeferred(string path)
    {
        try
        {
            if (Directory.Exists(deferred))
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw QuestionErrors.ReplyBoardFailed.With($"{deferred} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Named after the event's number; after its content where it has none, or where another event of this number lies there.</summary>
    private string DeferredPathOf(PortalEvent item, byte[] content)
    {
        string number = FormattableString.Invariant($"{item.UsableId ?? 0:D20}");
        string plain = Path.Combine(deferred, number + Extension);
        return item.UsableId is { } && (!File.Exists(plain) || File.ReadAllBytes(plain).AsSpan().SequenceEqual(content))
            ? plain
            : Path.Combine(deferred, $"{number}-{ContentKey.Compute(content)}{Extension}");
    }

    /// <summary>A question that somebody waits for. What a process left behind that died while it waited is cleared away.</summary>
    private Question? Find(string name)
    {
        string path = Path.Combine(questions, name + Extension);
        if (!File.Exists(path))
        {
            return null;
        }

        IDisposable? turn = FileLock.TryAcquire(Path.Combine(questions, name + LockExtension));
        if (turn is not null)
        {
            WaitingQuestion.Clear(questions, name, turn);
            return null;
        }

        try
        {
            return Question.Read(File.ReadAllBytes(path));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether a text came after the question. The answer may be quicker than the number of the question's own message.</summary>
    private async Task<bool> IsBeforeAsync(Question waiting, PortalEvent item, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Question? asked = waiting;
        while (asked is { MessageId: null } && watch.Elapsed < NumberPatience)
        {
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            asked = Find(waiting.Name);
        }

        return asked?.MessageId is { } messageId && item.MessageId > messageId;
    }

    /// <summary>
    /// Puts an answer where the one who asked looks for it. The first one counts. He may have stopped waiting at this moment: then it is taken back, unless
    /// he has it.
    /// </summary>
    private bool Deliver(Question asked, PortalEvent item)
    {
        string answer = WaitingQuestion.AnswerPathOf(questions, asked.Name);
        if (File.Exists(answer) || File.Exists(WaitingQuestion.TakenPathOf(questions, asked.Name)))
        {
            return false;
        }

        PrivateFile.Write(answer, item.ToJson());
        if (File.Exists(Path.Combine(questions, asked.Name + Extension)))
        {
            return true;
        }

        string back = answer + ".back";
        bool isTakenBack = WaitingQuestion.TryMove(answer, back);
        File.Delete(back);
        return !isTakenBack;
    }
}
