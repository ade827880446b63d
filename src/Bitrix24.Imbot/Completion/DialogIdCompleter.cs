using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Completion;

/// <summary>Completes the dialogs that this runspace has seen, latest first, also by a part of their name.</summary>
internal class DialogIdCompleter : ValueCompleter
{
    private const string Prefix = "chat";

    protected override IEnumerable<Candidate> Candidates() =>
        SeenObjects.ForCurrentRunspace().Dialogs.Select(dialog => new Candidate(dialog.DialogId, $"{dialog.DialogId} {dialog.Title}".TrimEnd(), dialog.Title));

    protected override bool Fits(Candidate candidate, string word) => candidate.Shown.IndexOf(word, StringComparison.OrdinalIgnoreCase) is var place
        && (place == 0 || (place > 0 && !char.IsDigit(word[0])));

    /// <summary>Without a completion, PowerShell would offer file names, which are never dialog IDs.</summary>
    protected override Candidate? Fallback(string word) => new(word.Length > 0 ? word : Prefix, word, "chatN for a chat, or a user ID for a private dialog");
}
