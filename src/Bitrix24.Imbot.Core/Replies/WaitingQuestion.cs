using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// An open question on the board, for the process that asks. Its lock is held while it is open, to distinguish it from the remains of a process that
/// ended.
/// </summary>
internal sealed class WaitingQuestion : IDisposable
{
    private readonly string folder;
    private readonly IDisposable? dialogTurn;
    private readonly IDisposable turn;
    private Question question;

    /// <param name="folder">The folder of the questions.</param>
    /// <param name="question">The question.</param>
    /// <param name="dialogTurn">Held while the question is open; null if not required.</param>
    /// <exception cref="B24Exception"><see cref="EventErrors.StateFolderNotWritten"/>, <see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public WaitingQuestion(string folder, Question question, IDisposable? dialogTurn)
    {
        this.folder = folder;
        this.question = question;
        this.dialogTurn = dialogTurn;
        turn = StateFiles.TryLock(LockPathOf(folder, question.Name)) ?? throw QuestionErrors.ReplyBoardFailed.With("Two questions have the same name.");
        try
        {
            Write();
        }
        catch (B24Exception)
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Whether an answer was saved.</summary>
    public bool IsAnswered => File.Exists(AnswerPathOf(folder, question.Name));

    /// <summary>Saves the message ID after the question was sent.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void Sent(long messageId)
    {
        question = question with { MessageId = messageId };
        Write();
    }

    /// <summary>The answer, if there is one.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public PortalEvent? TryRead()
    {
        string path = AnswerPathOf(folder, question.Name);
        string taken = TakenPathOf(folder, question.Name);
        try
        {
            return File.Exists(path) && TryMove(path, taken) ? PortalEvent.FromJson(File.ReadAllBytes(taken)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw QuestionErrors.ReplyBoardFailed.With($"{path} could not be read: {exception.Message}", exception);
        }
    }

    /// <summary>Stops accepting answers.</summary>
    /// <returns>An answer that was saved at the last moment.</returns>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public PortalEvent? Close()
    {
        string path = Path.Combine(folder, question.Name + ".json");
        StateFiles.Run(() => File.Delete(path), QuestionErrors.ReplyBoardFailed, $"{path} could not be deleted");

        return TryRead();
    }

    public void Dispose()
    {
        Clear(folder, question.Name, turn);
        dialogTurn?.Dispose();
    }

    internal static string AnswerPathOf(string folder, string name) => Path.Combine(folder, name + ".answer");

    /// <summary>The path that the asking process moves an answer to, so that a second answer is recognized while the question is open.</summary>
    internal static string TakenPathOf(string folder, string name) => Path.Combine(folder, name + ".taken");

    /// <summary>Moves an answer, so that no other process can use it.</summary>
    /// <returns>False if there is no answer, or another process moved it.</returns>
    internal static bool TryMove(string answer, string destination)
    {
        try
        {
            File.Move(answer, destination);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Deletes all files of a question. Requires its lock.</summary>
    internal static void Clear(string folder, string name, IDisposable turn)
    {
        try
        {
            string path = Path.Combine(folder, name + ".json");
            File.Delete(path);
            File.Delete(PrivateFile.TemporaryOf(path));
            File.Delete(AnswerPathOf(folder, name));
            File.Delete(PrivateFile.TemporaryOf(AnswerPathOf(folder, name)));
            File.Delete(TakenPathOf(folder, name));
            turn.Dispose();
            File.Delete(LockPathOf(folder, name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process is accessing a file. The next reader deletes the rest.
            turn.Dispose();
        }
    }

    private static string LockPathOf(string folder, string name) => Path.Combine(folder, name + ".lock");

    private void Write()
    {
        string path = Path.Combine(folder, question.Name + ".json");
        StateFiles.Run(() => PrivateFile.Write(path, question.ToJson()), QuestionErrors.ReplyBoardFailed, $"{path} could not be written");
    }
}
