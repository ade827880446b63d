using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>A parameter that a function defines itself. The help message is the question for its value, written by the author of the function.</summary>
internal sealed record ChatParameter(string Name, Type Type, bool IsSettable, string? HelpMessage, IReadOnlyList<Attribute> Attributes)
{
    public IReadOnlyCollection<string> Aliases { get; init; } = [];

    public bool IsSwitch => Type == typeof(SwitchParameter);

    /// <summary>Whether the parameter has the name of a secret. Its values must not be shown or stored.</summary>
    public bool IsSecret => !IsSwitch && SettableTypes.SingleOf(Type) != typeof(bool) && Aliases.Append(Name).Any(SecretNames.Contain);

    public bool IsList => Type.IsArray;

    /// <summary>The accepted values, from a ValidateSet, an enum, or a Boolean; null if there is no such list.</summary>
    public IReadOnlyList<string>? Choices
    {
        get
        {
            Type single = SettableTypes.SingleOf(Type);
            return Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set ? [.. ValuesOf(set)]
                : single == typeof(bool) ? ["True", "False"]
                : single.IsEnum && !single.IsDefined(typeof(FlagsAttribute), inherit: false) ? Enum.GetNames(single)
                : null;
        }
    }

    /// <summary>Converts a value for the binder. A number keeps its written text if the target type is created from text.</summary>
    public object ValueOf(Parsing.LineValue value) => value.Items is { } items
        ? items.Select(ValueOf).ToArray()
        : value.IsNumber && SettableTypes.KeepsWrittenText(Type, value.Value) ? value.Text : value.Value;

    /// <summary>The author's code can generate the set and can fail. In that case, the binder reports the error when it sets the value.</summary>
    private static IEnumerable<string> ValuesOf(ValidateSetAttribute set)
    {
        try
        {
            return set.ValidValues;
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
        {
            return [];
        }
    }
}
