using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>A command of a batch.</summary>
public sealed class BatchCommand
{
    /// <summary>Creates a command.</summary>
    /// <param name="key">Its key: letters, digits, <c>_</c>, and <c>-</c>. Later commands use it to refer to the result.</param>
    /// <param name="method">The method to call.</param>
    /// <param name="parameters">The parameters as documented, without authorization.</param>
    public BatchCommand(string key, ApiMethod method, JsonMap parameters)
    {
        Key = key;
        Method = method;
        Parameters = parameters;
    }

    /// <summary>A command that can't be sent, but keeps its place.</summary>
    internal BatchCommand(string key, B24Exception refusal)
    {
        Key = key;
        Refusal = refusal;
        Parameters = [];
    }

    /// <summary>The key of the command.</summary>
    public string Key { get; }

    /// <summary>The method to call; null if the command contains no valid method.</summary>
    public ApiMethod? Method { get; }

    /// <summary>The parameters without authorization.</summary>
    public JsonMap Parameters { get; }

    /// <summary>Why the command can't be sent; null if it can.</summary>
    internal B24Exception? Refusal { get; }

    /// <summary>A copy of the command with the reason why it can't be sent.</summary>
    internal BatchCommand Refused(B24Exception refusal) => new(Key, refusal);
}
