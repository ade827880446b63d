using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Core.Batching;

/// <summary>One command of a batch.</summary>
public sealed class BatchCommand
{
    /// <summary>Makes a command.</summary>
    /// <param name="key">Its name in the batch: letters, digits, <c>_</c> and <c>-</c>. Later commands refer to its result by it.</param>
    /// <param name="method">The method to be called.</param>
    /// <param name="parameters">The parameters without authorization, in their documented places.</param>
    public BatchCommand(string key, ApiMethod method, JsonMap parameters)
    {
        Key = key;
        Method = method;
        Parameters = parameters;
    }

    /// <summary>A command that cannot be sent, which takes its place all the same.</summary>
    internal BatchCommand(string key, B24Exception refusal)
    {
        Key = key;
        Refusal = refusal;
        Parameters = [];
    }

    /// <summary>Its name in the batch.</summary>
    public string Key { get; }

    /// <summary>The method to be called; null where the command names none that could be called.</summary>
    public ApiMethod? Method { get; }

    /// <summary>The parameters without authorization.</summary>
    public JsonMap Parameters { get; }

    /// <summary>Why it cannot be sent; null where it can.</summary>
    internal B24Exception? Refusal { get; }

    /// <summary>The same command with the reason why it cannot be sent.</summary>
    internal BatchCommand Refused(B24Exception refusal) => new(Key, refusal);
}
