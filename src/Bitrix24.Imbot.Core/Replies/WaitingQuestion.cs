using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Replies;

/// <summary>
/// A question on the board, seen by the one who asks. While it is up its lock is held, so that others can tell it from what a dead process left behind.
/// </summary>
internal sealed class WaitingQuestion : IDisposable
{
    private readonly string folder;
    private readonly IDisposable? dialogTurn;
    private readonly IDisposable turn;
    private Question question;

    /// <param name="folder">Where questions hang.</param>
    /// <param name="question">The question.</param>
    /// <param name="dialogTurn">Held as long as the question is up; null where none is needed.</param>
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

    /// <summary>Whether an answer lies ready.</summary>
    public bool IsAnswered => File.Exists(AnswerPathOf(folder, question.Name));

    /// <summary>The question was sent.</summary>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public void Sent(long messageId)
    {
        question = question with { MessageId = messageId };
        Write();
    }

    /// <summary>The answer, if it has come.</summary>
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
            throw QuestionErrors.ReplyBoardFailed.With($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Nobody waits any more: from here on answers go elsewhere.</summary>
    /// <returns>An answer that came in the last moment.</returns>
    /// <exception cref="B24Exception"><see cref="QuestionErrors.ReplyBoardFailed"/>.</exception>
    public PortalEvent? Close()
    {
        string path = Path.Combine(folder, question.Name + ".json");
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw QuestionErrors.ReplyBoardFailed.With($"{path} cannot be removed: {exception.Message}", exception);
        }

        return TryRead();
    }

    /// <summary>Takes the question down.</summary>
    public void Dispose()
    {
        Clear(folder, question.Name, turn);
        dialogTurn?.Dispose();
    }

    /// <summary>Where the answer is put.</summary>
    internal static string AnswerPathOf(string folder, string name) => Path.Combine(folder, name + ".answer");

    /// <summary>Where the one who asked puts the answer that he has taken, so that a second one is known for one until the question is down.</summary>
    internal static string TakenPathOf(string folder, string name) => Path.Combine(folder, name + ".taken");

    /// <summary>Takes an answer, so that nobody else has it.</summary>
    /// <returns>False where there is none, or somebody else took it.</returns>
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

    /// <summary>Removes everything of a question whose lock is held here.</summary>
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
            // Somebody looks at it at this moment; whoever reads events next clears it away.
            turn.Dispose();
        }
    }

    private static string LockPathOf(string folder, string name) => Path.Combine(folder, name + ".lock");

    private void Write()
    {
        string path = Path.Combine(folder, question.Name + ".json");
        try
        {
            PrivateFile.Write(path, question.ToJson());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw QuestionErrors.ReplyBoardFailed.With($"{path} cannot be written: {exception.Message}", exception);
        }
    }
}
