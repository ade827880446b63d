using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Methods;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Converts a hashtable or an object with Method, Parameter, and Key to a batch command.</summary>
internal static class BatchCommandConversion
{
    private static readonly string[] Names = ["Method", "Parameter", "Key"];

    /// <summary>Converts a command. An invalid command keeps its place in the batch, with the error. The default key contains its number in the pipeline.</summary>
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
        BatchErrors.BatchCommandInvalid.With($"A batch command can't be read: {exception.Message}", exception);

    private static Dictionary<string, object?> MembersOf(object? command)
    {
        IEnumerable<(string Name, object? Value)> given = RestMembers.Get(command) ?? throw BatchErrors.BatchCommandInvalid.With(
            $"A batch command must be a hashtable or an object. Its type is {RestMembers.Unwrap(command)?.GetType().Name ?? "null"}.");
        Dictionary<string, object?> members = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? value) in given)
        {
            members[Names.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? name
                : throw BatchErrors.BatchCommandInvalid.With($"A batch command contains the unknown property '{name}'.")] = value;
        }

        return members;
    }
}
