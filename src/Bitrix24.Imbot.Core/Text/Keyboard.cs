using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Json;

namespace Bitrix24.Imbot.Core.Text;

/// <summary>The buttons under a message (docs/portal/cards.md, "Keyboard"). What is held here was checked; a request checks the size again with the id of its bot.</summary>
public sealed class Keyboard
{
    /// <summary>Characters of JSON from which on a portal refuses a keyboard (docs/portal/cards.md, "Keyboard size").</summary>
    public const int SizeLimit = 60_000;

    /// <summary>Which bot sends the keyboard is not known before it is sent. What is too large for this id is too large for any.</summary>
    private const long MinBotIdLength = 1;

    private readonly List<JsonMap> maps;

    /// <summary>Makes a keyboard; what a portal would drop is refused here.</summary>
    /// <param name="buttons">Buttons and line breaks, at least one button.</param>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.KeyboardEmpty"/>, <see cref="ContentErrors.KeyboardTooLarge"/>, and what a wrong button gives.
    /// </exception>
    public Keyboard(IEnumerable<KeyboardButton> buttons)
    {
        Buttons = [.. buttons];
        maps = [.. Buttons.Select(button => button.ToMap())];
        if (Buttons.All(button => button.IsNewLine))
        {
            throw ContentErrors.KeyboardEmpty.With("The keyboard has no button.");
        }

        RequireSize(MinBotIdLength);
    }

    /// <summary>The buttons and line breaks, in order.</summary>
    public IReadOnlyList<KeyboardButton> Buttons { get; }

    /// <summary>The texts of the buttons.</summary>
    public override string ToString() => string.Join(" | ", Buttons);

    /// <summary>The whole form, which names the bot: in an update the commands would else go to another bot (docs/portal/cards.md, "Keyboard on update").</summary>
    internal JsonMap ToMap(long botId) => new() { ["BOT_ID"] = botId, ["BUTTONS"] = maps };

    /// <summary>Characters of its JSON as a portal keeps it: each of its buttons carries the bot's id there.</summary>
    internal int SizeFor(long botId) => SerializedSize.InCharacters([.. maps.Select(button => StoredForm.OfButton(button, botId))]);

    /// <summary>Refuses a keyboard that is too large for a bot.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.KeyboardTooLarge"/>.</exception>
    internal void RequireSize(long botId)
    {
        int size = SizeFor(botId);
        if (size >= SizeLimit)
        {
            throw ContentErrors.KeyboardTooLarge.With($"The keyboard has {size} characters as JSON, and a portal keeps less than {SizeLimit}.");
        }
    }
}
