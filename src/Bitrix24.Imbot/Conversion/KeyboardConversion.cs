using System.Collections;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Converts buttons, hashtables, and objects to keyboards.</summary>
internal static class KeyboardConversion
{
    private const string Buttons = "BUTTONS";

    /// <summary>Members that the portal or a deserialized button adds.</summary>
    private static readonly string[] Ignored = ["BOTID", "SUMMARY", "WHAT"];

    /// <summary>Converts a value; null remains null.</summary>
    public static Keyboard? ToKeyboard(object? input) => RestMembers.Unwrap(input) switch
    {
        null => null,
        Keyboard keyboard => keyboard,
        _ => new Keyboard(ButtonsIn(input)),
    };

    /// <summary>Creates the error for an object that throws while it is read.</summary>
    public static B24Exception Unreadable(Exception exception) =>
        ContentErrors.ButtonActionInvalid.With($"The keyboard can't be read: {exception.Message}", exception);

    public static List<KeyboardButton> ButtonsIn(object? input)
    {
        object? value = RestMembers.Unwrap(input);
        switch (value)
        {
            case KeyboardButton button:
                return [button];
            case Keyboard keyboard:
                return [.. keyboard.Buttons];
            case IDictionary or PSObject:
                Dictionary<string, object?> members = MembersOf(value);
                return members.TryGetValue(Buttons, out object? inner) ? ButtonsIn(inner) : [ToButton(members)];
            case string or ValueType or null:
                throw ContentErrors.ButtonActionInvalid.With($"'{value}' is not a button. A button needs a text and an action.");
            case IEnumerable list:
                return InRows([.. list.Cast<object?>()]);
            default:
                throw ContentErrors.ButtonActionInvalid.With($"An object of type {value.GetType().Name} is not a button.");
        }
    }

    /// <summary>Nested lists are rows, which are separated by line breaks.</summary>
    private static List<KeyboardButton> InRows(object?[] items)
    {
        List<KeyboardButton> buttons = [];
        for (int place = 0; place < items.Length; place++)
        {
            if (place > 0 && (IsRow(items[place]) || IsRow(items[place - 1])))
            {
                buttons.Add(new KeyboardButton { IsNewLine = true });
            }

            buttons.AddRange(ButtonsIn(items[place]));
        }

        return buttons;
    }

    private static bool IsRow(object? item) => RestMembers.Unwrap(item) is IEnumerable and not (string or IDictionary);

    private static KeyboardButton ToButton(Dictionary<string, object?> members)
    {
        KeyboardButton button = new();
        foreach (KeyValuePair<string, object?> member in members.Where(member => !Ignored.Contains(member.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (RestMembers.Unwrap(member.Value) is { } value)
            {
                button = With(button, member.Key.ToUpperInvariant(), value);
            }
        }

        return button;
    }

    /// <summary>Accepts the names of the REST documentation, of the parameters of New-B24KeyboardButton, and of the properties of a button, without underscores.</summary>
    private static KeyboardButton With(KeyboardButton button, string name, object value) => name switch
    {
        "TYPE" => button with { IsNewLine = string.Equals(Text(value), "NEWLINE", StringComparison.OrdinalIgnoreCase) },
        "NEWLINE" or "ISNEWLINE" => button with { IsNewLine = Flag(value) },
        "TEXT" => button with { Text = Text(value) },
        "LINK" => button with { Link = Text(value) },
        "COMMAND" => button with { Command = Text(value) },
        "COMMANDPARAMS" or "COMMANDPARAMETER" or "COMMANDARGUMENT" => button with { CommandParameter = Text(value) },
        "ACTION" => button with { Action = Text(value) },
        "ACTIONVALUE" or "VALUE" => button with { ActionValue = Text(value) },
        "APPID" => button with { AppId = LanguagePrimitives.ConvertTo<long>(value) },
        "APPPARAMS" or "APPPARAMETER" => button with { AppParameter = Text(value) },
        "BLOCK" or "ISBLOCKING" => button with { IsBlocking = Flag(value) },
        "DISABLED" or "ISDISABLED" => button with { IsDisabled = Flag(value) },
        "CONTEXT" => button with { Context = Text(value) },
        "DISPLAY" => button with { Display = Text(value) },
        "WIDTH" => button with { Width = LanguagePrimitives.ConvertTo<int>(value) },
        "BGCOLORTOKEN" or "COLORTOKEN" => button with { ColorToken = Text(value) },
        "BGCOLOR" or "BACKGROUNDCOLOR" => button with { BackgroundColor = Text(value) },
        "TEXTCOLOR" => button with { TextColor = Text(value) },
        "OFFBGCOLOR" or "OFFBACKGROUNDCOLOR" => button with { OffBackgroundColor = Text(value) },
        "OFFTEXTCOLOR" => button with { OffTextColor = Text(value) },
        _ => throw ContentErrors.ButtonActionInvalid.With($"A button contains the unknown member '{name}'."),
    };

    private static Dictionary<string, object?> MembersOf(object value)
    {
        Dictionary<string, object?> members = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? member) in RestMembers.Get(value)!)
        {
            members[RestMembers.Plain(name)] = member;
        }

        return members;
    }

    private static string Text(object value) => RestMembers.TextOf(value);

    private static bool Flag(object value) => value is string text ? string.Equals(text, "Y", StringComparison.OrdinalIgnoreCase) || text == "true" : LanguagePrimitives.IsTrue(value);
}
