namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>Parameters that can be used together.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsDefault">Whether the function names it as the default.</param>
/// <param name="Members">All its parameters that are the function's own.</param>
internal sealed record ChatParameterSet(string Name, bool IsDefault, IReadOnlyList<ChatParameterPlace> Members)
{
    /// <summary>Whether each of these parameters belongs to it.</summary>
    public bool HasAll(IEnumerable<string> names) => names.All(name => Find(name) is not null);

    /// <summary>The parameter of this name; null where it isn't in the set.</summary>
    public ChatParameterPlace? Find(string name) =>
        Members.FirstOrDefault(member => string.Equals(member.Parameter.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The parameters that values without a name go to, in their order.</summary>
    public IReadOnlyList<ChatParameter> Positional(ICollection<string> named) =>
        [.. Members.Where(member => member.Position >= 0 && !named.Contains(member.Parameter.Name)).OrderBy(member => member.Position).Select(member => member.Parameter)];

    /// <summary>The parameter that takes all values that are left; null for none.</summary>
    public ChatParameter? Remaining(ICollection<string> named) =>
        Members.FirstOrDefault(member => member.TakesRemaining && !named.Contains(member.Parameter.Name))?.Parameter;

    /// <summary>Whether everything in it that must be set can be set from a chat.</summary>
    public bool IsUsable => Members.All(member => member.Parameter.IsSettable || !member.IsMandatory);
}
