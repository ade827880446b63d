using System.Diagnostics;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// Coordinates the processes of an account on this computer for one bot: open questions, their answers, and events that arrived while no process
/// handled events. The process that reads the bot's events stores each one in its place before it is confirmed to the portal.
/// </summary>
internal sealed class QuestionBoard(string folder)
{
    private const string Extension = ".json";
    private const string LockExtension = ".lock";

    /// <summary>The time that the portal keeps events in a queue.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>Maximum time until the message ID of a question that is being sent is known.</summary>
    private static readonly TimeSpan NumberPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly string questions = Path.Combine(folder, "questions");
    private readonly string deferred = Path.Combine(folder, "aside");

    /// <summary>
    /// Publishes a question. A question for an answer in words waits until no other such question in its dialog is open to the same people, because a
    /// text could answer either. A question to one person and a question to everyone can be open at the same time; the person's text answers the
    /// first one.
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

    /// <summary>Waits until no other question for an answer in words is open to these people in this dialog.</summary>
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

    /// <summary>
    /// Whether there are open questions. Checked once for each page of events, because earlier events can't answer a later question.
    /// </summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public bool HoldsQuestions() => StateFiles.Run(
        () => Directory.Exists(questions) && Directory.EnumerateFiles(questions, "*" + Extension).Any(),
        QuestionErrors.ReplyBoardFailed,
        $"{questions} could not be accessed");

    /// <summary>Passes an event to the question that it answers.</summary>
    /// <param name="item">The event.</param>
    /// <param name="holdsQuestions">The result of <see cref="HoldsQuestions"/>.</param>
    /// <param name="cancellation">Stops waiting for the message ID of a question.</param>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public async Task<Routing> RouteAsync(PortalEvent item, bool holdsQuestions, CancellationToken cancellation)
    {
        try
        {
            if (ButtonCommand.Reply.IsCalledBy(item))
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
            throw QuestionErrors.ReplyBoardFailed.With($"{questions} could not be accessed: {exception.Message}", exception);
        }
    }

    private Routing RoutePress(PortalEvent item)
    {
        if (ButtonCommand.KeyIn(item) is not { } name)
        {
            return Routing.Dropped;
        }

        if (Find(name) is not { } asked)
        {
            return ButtonCommand.IsPressed(item) ? Routing.Late : Routing.Dropped;
        }

        return asked.IsAnsweredByPress(item) && Deliver(asked, item) ? Routing.Delivered : Routing.Dropped;
    }

    /// <summary>Saves an event for the next process that handles the bot's events. Saving the same event again has no effect.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void Defer(PortalEvent item) => StateFiles.Run(
        () =>
        {
            byte[] content = item.ToJson();
            PrivateFile.Write(DeferredPathOf(item, content), content);
        },
        QuestionErrors.ReplyBoardFailed,
        $"{deferred} could not be written");

    /// <summary>
    /// The saved events, oldest first, with their files. Events that the portal would have deleted by now are deleted. Unreadable files are renamed,
    /// and the other events are returned.
    /// </summary>
    /// <param name="now">The current time.</param>
    /// <param name="warn">Reports files that can't be read.</param>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public IReadOnlyList<(PortalEvent Item, string Path)> ReadDeferred(DateTimeOffset now, Action<string> warn) => StateFiles.Run(
        () =>
        {
            List<(PortalEvent Item, string Path)> kept = [];
            string[] paths = Directory.Exists(deferred) ? Directory.GetFiles(deferred, "*" + Extension) : [];
            foreach (string path in paths.OrderBy(path => path, StringComparer.Ordinal))
            {
                if (now - File.GetLastWriteTimeUtc(path) > Retention)
                {
                    File.Delete(path);
                }
                else if (TolerantFile.Read(path, PortalEvent.FromJson, warn) is { } item)
                {
                    kept.Add((item, path));
                }
            }

            return kept;
        },
        QuestionErrors.ReplyBoardFailed,
        $"The saved events in {deferred} could not be read");

    /// <summary>Deletes a saved event that is done.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void RemoveDeferred(string path) => StateFiles.Run(
        () =>
        {
            if (Directory.Exists(deferred))
            {
                File.Delete(path);
            }
        },
        QuestionErrors.ReplyBoardFailed,
        $"{deferred} could not be written");

    /// <summary>The name is the event's number. If there is none, or another event has the same number, the content key is added.</summary>
    private string DeferredPathOf(PortalEvent item, byte[] content)
    {
        string number = FormattableString.Invariant($"{item.UsableId ?? 0:D20}");
        string plain = Path.Combine(deferred, number + Extension);
        return item.UsableId is { } && (!File.Exists(plain) || File.ReadAllBytes(plain).AsSpan().SequenceEqual(content))
            ? plain
            : Path.Combine(deferred, $"{number}-{ContentKey.Compute(content)}{Extension}");
    }

    /// <summary>Finds an open question. A question whose process ended without removing it is deleted.</summary>
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

    /// <summary>Whether a message was sent after the question. The answer can arrive before the question's message ID is known.</summary>
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
    /// Saves an answer for the process that asked. Only the first answer counts. If that process stops waiting at the same moment, the answer is
    /// withdrawn, unless it was already read.
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
        bool isWithdrawn = WaitingQuestion.TryMove(answer, back);
        File.Delete(back);
        return !isWithdrawn;
    }
}
