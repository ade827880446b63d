using System.Management.Automation;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>A parameter of a function's own, as a chat sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsSettable">Whether it can be set from a chat.</param>
/// <param name="HelpMessage">The question for it that its author wrote; null for none.</param>
/// <param name="Attributes">Its attributes, which convert and check its values.</param>
internal sealed record ChatParameter(string Name, Type Type, bool IsSettable, string? HelpMessage, IReadOnlyList<Attribute> Attributes)
{
    /// <summary>Other names of it.</summary>
    public IReadOnlyCollection<string> Aliases { get; init; } = [];

    /// <summary>Whether it is on or off and takes no value.</summary>
    public bool IsSwitch => Type == typeof(SwitchParameter);

    /// <summary>Whether its name says that its values are secrets, and must not be shown or kept.</summary>
    public bool IsSecret => !IsSwitch && SettableTypes.SingleOf(Type) != typeof(bool) && Aliases.Append(Name).Any(SecretNames.Contain);

    /// <summary>Whether it takes several values.</summary>
    public bool IsList => Type.IsArray;

    /// <summary>The values that it takes, where there are only a few; null where it takes others.</summary>
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

    /// <summary>A value as the parameter takes it: a number as it was written where the type is made of text.</summary>
    public object ValueOf(Parsing.LineValue value) => value.Items is { } items
        ? items.Select(ValueOf).ToArray()
        : value.IsNumber && SettableTypes.TakesWritten(Type, value.Value) ? value.Text : value.Value;

    /// <summary>A set can be made by code of the author's, which may fail. Then the binder says so when the value is set.</summary>
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
