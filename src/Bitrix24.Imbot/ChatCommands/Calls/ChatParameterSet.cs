namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>A parameter set without common parameters.</summary>
internal sealed record ChatParameterSet(string Name, bool IsDefault, IReadOnlyList<ChatParameterPlace> Members)
{
    public bool HasAll(IEnumerable<string> names) => names.All(name => Find(name) is not null);

    public ChatParameterPlace? Find(string name) =>
        Members.FirstOrDefault(member => string.Equals(member.Parameter.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets the positional parameters that aren't set by name, in order.</summary>
    public IReadOnlyList<ChatParameter> Positional(ICollection<string> named) =>
        [.. Members.Where(member => member.Position >= 0 && !named.Contains(member.Parameter.Name)).OrderBy(member => member.Position).Select(member => member.Parameter)];

    /// <summary>Gets the parameter that takes the remaining arguments; null for none.</summary>
    public ChatParameter? Remaining(ICollection<string> named) =>
        Members.FirstOrDefault(member => member.TakesRemaining && !named.Contains(member.Parameter.Name))?.Parameter;

    /// <summary>Whether all mandatory parameters can be set from a chat.</summary>
    public bool IsUsable => Members.All(member => member.Parameter.IsSettable || !member.IsMandatory);
}

/// <summary>A parameter in a parameter set. The position is negative if it isn't positional.</summary>
internal sealed record ChatParameterPlace(ChatParameter Parameter, bool IsMandatory, int Position, bool TakesRemaining);
