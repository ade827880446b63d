using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.ChatCommands.Registry;

/// <summary>The functions under the rules that hold now. A file of rules that has changed is adopted as a whole, or not at all.</summary>
internal sealed class FunctionCatalog
{
    private readonly RuleFile? file;
    private readonly object gate = new();
    private (DateTime Written, long Length) stamp;
    private volatile FunctionList current;

    /// <param name="functions">The functions as the bot starts.</param>
    /// <param name="file">Where their rules are; null where they can't change.</param>
    /// <param name="stamp">The file's stamp before the rules were read.</param>
    public FunctionCatalog(FunctionList functions, RuleFile? file, (DateTime Written, long Length) stamp)
    {
        current = functions;
        this.file = file;
        this.stamp = stamp;
    }

    /// <summary>Hears of new rules: what has changed, and what is wrong where they are rejected. Null in the second place says that they were adopted.</summary>
    public Action<string, B24Exception?> Report { get; set; } = static (_, _) => { };

    /// <summary>The functions under the rules that hold now. Looks at the file's time and length, and reads it where they have changed.</summary>
    public FunctionList Current
    {
        get
        {
            if (file is not null && file.Stamp != stamp)
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
            if (now == stamp)
            {
                return;
            }

            // Taken before the content: what is written meanwhile is a change again.
            stamp = now;
            try
            {
                RuleMistakes mistakes = new();
                FunctionList next = current.Under(changed.Read(), mistakes);
                mistakes.Throw();
                string changes = ChangesTo(next);
                current = next;
                Report($"The changed rules in {changed.Path} are in force. {changes}", null);
            }
            catch (B24Exception exception)
            {
                Report($"The changed rules in {changed.Path} are not in force, and the earlier ones stay: {exception.Message}", exception);
            }
        }
    }

    private string ChangesTo(FunctionList next)
    {
        string[] changed = [.. next.Functions.Where(function => !ReferenceEquals(current.Find(function.Name), function)).Select(function => function.Name)];
        return changed.Length == 0 ? "No function has another rule." : $"Another rule has: {string.Join(", ", changed)}.";
    }
}
