namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>The functions with their current rules. A changed rule file is adopted completely or not at all. The stamp must be read before the rules.</summary>
internal sealed class FunctionCatalog(FunctionList functions, RuleFile? file, (DateTime Written, long Length) stamp)
{
    private readonly object gate = new();
    private (DateTime Written, long Length) adopted = stamp;
    private volatile FunctionList current = functions;

    /// <summary>Receives a message about changed rules, and the error if they were rejected or null if they were adopted.</summary>
    public Action<string, B24Exception?> Report { get; set; } = static (_, _) => { };

    /// <summary>The functions with their current rules. If the time or length of the rule file has changed, the file is read again.</summary>
    public FunctionList Current
    {
        get
        {
            if (file is not null && file.Stamp != adopted)
            {
                Adopt(file);
            }

            return current;
        }
    }

    private void Adopt(RuleFile changed)
    {
        lock (gate)
        {
            (DateTime, long) now = changed.Stamp;
            if (now == adopted)
            {
                return;
            }

            // Read the stamp before the content, so that a later write is detected as another change.
            adopted = now;
            try
            {
                RuleMistakes mistakes = new();
                FunctionList next = current.Under(changed.Read(), mistakes);
                mistakes.Throw();
                string changes = ChangesTo(next);
                current = next;
                Report($"The changed rules in '{changed.Path}' were adopted. {changes}", null);
            }
            catch (B24Exception exception)
            {
                Report($"The changed rules in '{changed.Path}' were rejected. The previous rules remain in effect. {exception.Message}", exception);
            }
        }
    }

    private string ChangesTo(FunctionList next)
    {
        string[] changed = [.. next.Functions.Where(function => !ReferenceEquals(current.Find(function.Name), function)).Select(function => function.Name)];
        return changed.Length == 0 ? "The rules of all functions are unchanged." : $"Functions with changed rules: {string.Join(", ", changed)}.";
    }
}
