using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>The buttons under a message (entities.md, Keyboard). What is held here was checked and can be sent.</summary>
public sealed class Keyboard
{
    /// <summary>Bytes of JSON from which on a portal takes a keyboard for none, without a word (server-behaviour.md 6.1).</summary>
    public const int SizeLimit = 60_000;

    private readonly List<JsonMap> maps;

    /// <summary>Makes a keyboard; what a portal would drop is refused here.</summary>
    /// <param name="buttons">Buttons and line breaks, at least one button.</param>
    /// <exception cref="B24Exception">
    /// <see cref="ErrorKinds.KeyboardEmpty"/>, <see cref="ErrorKinds.KeyboardTooLarge"/>, and what a wrong button gives.
    /// </exception>
    public Keyboard(IEnumerable<KeyboardButton> buttons)
    {
        Buttons = [.. buttons];
        maps = [.. Buttons.Select(button => button.ToMap())];
        if (Buttons.All(button => button.IsNewLine))
        {
            throw ErrorKinds.KeyboardEmpty.With("The keyboard has no button.");
        }

        int size = SerializedSize.InBytesAtMost(new JsonMap { ["BUTTONS"] = maps.Select(AsKept) });
        if (size >= SizeLimit)
        {
            throw ErrorKinds.KeyboardTooLarge.With($"The keyboard has {size} bytes as JSON, and a portal keeps less than {SizeLimit}.");
        }
    }

    /// <summary>The buttons and line breaks, in order.</summary>
    public IReadOnlyList<KeyboardButton> Buttons { get; }

    /// <summary>The texts of the buttons.</summary>
    public override string ToString() => string.Join(" | ", Buttons);

    /// <summary>The whole form, which names the bot: in an update the commands would else go to another bot (entities.md, Keyboard).</summary>
    internal JsonMap ToMap(long botId) => new() { ["BOT_ID"] = botId, ["BUTTONS"] = maps };

    /// <summary>What the portal stores of a button: it writes every default into it.</summary>
    private static JsonMap AsKept(JsonMap button)
    {
        JsonMap kept = new()
        {
            ["TYPE"] = "BUTTON",
            ["BOT_ID"] = long.MaxValue,
            ["COMMAND_PARAMS"] = string.Empty,
            ["BLOCK"] = "N",
            ["DISABLED"] = "N",
            ["CONTEXT"] = "DESKTOP",
            ["DISPLAY"] = "BLOCK",
        };
        foreach (KeyValuePair<string, object?> member in button)
        {
            kept[member.Key] = member.Value;
        }

        return kept;
    }
}
