using System.Management.Automation;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Turns a hashtable or an object with Method, Parameter and Key into a command of a batch.</summary>
internal static class BatchCommandConversion
{
    private static readonly string[] Names = ["Method", "Parameter", "Key"];

    /// <summary>Converts a command. One that cannot be sent keeps its place, with the reason.</summary>
    /// <param name="command">What the user gave.</param>
    /// <param name="number">Its number in the pipeline, from 1, for the key that it has when it is given none.</param>
    public static BatchCommand ToCommand(object? command, int number)
    {
        string key = $"cmd{number}";
        try
        {
            Dictionary<string, object?> members = UserCode.Run(() => MembersOf(command), Unreadable);
            if (members.TryGetValue("Key", out object? given) && given is not null)
            {
                key = UserCode.Run(() => LanguagePrimitives.ConvertTo<string>(given), Unreadable);
            }

            members.TryGetValue("Method", out object? name);
            ApiMethod method = ApiMethod.Parse(UserCode.Run(() => LanguagePrimitives.ConvertTo<string>(name), Unreadable) ?? string.Empty);
            return new BatchCommand(key, method, ParameterConversion.ToMap(members.TryGetValue("Parameter", out object? parameters) ? parameters : null));
        }
        catch (B24Exception refusal)
        {
            return new BatchCommand(key, refusal);
        }
    }

    private static B24Exception Unreadable(Exception exception) =>
        BatchErrors.BatchCommandInvalid.With($"A command of a batch cannot be read: {exception.Message}", exception);

    private static Dictionary<string, object?> MembersOf(object? command)
    {
        IEnumerable<(string Name, object? Value)> given = RestMembers.Given(command) ?? throw BatchErrors.BatchCommandInvalid.With(
            $"A command of a batch is a hashtable or an object, and this is {RestMembers.Unwrapped(command)?.GetType().Name ?? "nothing"}.");
        Dictionary<string, object?> members = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? value) in given)
        {
            members[Names.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? name
                : throw BatchErrors.BatchCommandInvalid.With($"A command of a batch has no member '{name}'.")] = value;
        }

        return members;
    }
}
