namespace Bitrix24.Imbot.Core.Text;

/// <summary>
/// The buttons below a message (docs/portal/cards.md, "Keyboard"). Its content is validated. A request checks the size again with the ID of its bot.
/// </summary>
public sealed class Keyboard
{
    /// <summary>A portal refuses keyboards with this number of JSON characters or more (docs/portal/cards.md, "Keyboard size").</summary>
    public const int SizeLimit = 60_000;

    /// <summary>The bot is only known when the keyboard is sent. A keyboard that is too large with this ID is too large for any bot.</summary>
    private const long MinBotIdLength = 1;

    private readonly List<JsonMap> maps;

    /// <summary>Creates a keyboard. Content that a portal would drop is rejected here.</summary>
    /// <param name="buttons">Buttons and line breaks, with at least one button.</param>
    /// <exception cref="B24Exception">
    /// <see cref="ContentErrors.KeyboardEmpty"/>, <see cref="ContentErrors.KeyboardTooLarge"/>, and the errors of invalid buttons.
    /// </exception>
    public Keyboard(IEnumerable<KeyboardButton> buttons)
    {
        Buttons = [.. buttons];
        maps = [.. Buttons.Select(button => button.ToMap())];
        if (Buttons.All(button => button.IsNewLine))
        {
            throw ContentErrors.KeyboardEmpty.With("The keyboard has no buttons.");
        }

        RequireSize(MinBotIdLength);
    }

    /// <summary>The buttons and line breaks, in order.</summary>
    public IReadOnlyList<KeyboardButton> Buttons { get; }

    /// <summary>The texts of the buttons.</summary>
    public override string ToString() => string.Join(" | ", Buttons);

    /// <summary>
    /// The full form, which includes the bot ID. Otherwise, after an update, the commands would go to another bot
    /// (docs/portal/cards.md, "Keyboard on update").
    /// </summary>
    internal JsonMap ToMap(long botId) => new() { ["BOT_ID"] = botId, ["BUTTONS"] = maps };

    /// <summary>Number of characters of the JSON that a portal stores, which repeats the bot ID in each button.</summary>
    internal int SizeFor(long botId) => SerializedSize.InCharacters([.. maps.Select(button => StoredForm.FromButton(button, botId))]);

    /// <summary>Rejects a keyboard that is too large for a bot.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.KeyboardTooLarge"/>.</exception>
    internal void RequireSize(long botId)
    {
        int size = SizeFor(botId);
        if (size >= SizeLimit)
        {
            throw ContentErrors.KeyboardTooLarge.With($"The keyboard has {size} characters as JSON. A portal stores less than {SizeLimit}.");
        }
    }
}
