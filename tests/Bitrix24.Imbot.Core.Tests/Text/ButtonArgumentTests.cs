using System.Text.Json;
using Bitrix24.Imbot.Core.Tests.Contract;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Text;

public sealed class ButtonArgumentTests
{
    /// <summary>For each command button that a portal was asked to store, either the button is refused here, or its argument is stored as it was sent.</summary>
    [Fact]
    public void An_argument_arrives_or_is_refused()
    {
        int refused = 0;
        int arrived = 0;
        foreach (JsonElement item in Oracle.Cases("keyboards"))
        {
            if (item.GetProperty("input") is not { ValueKind: JsonValueKind.Array } input || input.GetArrayLength() != 1 || input[0].ValueKind != JsonValueKind.Object
                || !input[0].TryGetProperty("COMMAND", out JsonElement command) || command.ValueKind != JsonValueKind.String
                || !input[0].TryGetProperty("COMMAND_PARAMS", out JsonElement sent) || sent.ValueKind != JsonValueKind.String
                || input[0].TryGetProperty("LINK", out _) || input[0].TryGetProperty("ACTION", out _))
            {
                continue;
            }

            KeyboardButton button = new() { Text = "A", Command = command.GetString(), CommandParameter = sent.GetString() };
            if (item.GetProperty("portal").GetProperty("keyboard")[0].GetProperty("COMMAND_PARAMS").GetString() == sent.GetString())
            {
                button.ToMap();
                arrived++;
            }
            else
            {
                Assert.Equal(ContentErrors.ButtonArgumentLost, Assert.Throws<B24Exception>(() => button.ToMap()).Kind);
                refused++;
            }
        }

        Assert.True(refused >= 1 && arrived >= 5, $"{refused} refused, {arrived} arrived");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("/0")]
    public void A_command_that_the_portal_treats_as_missing_is_refused(string command) => Assert.Equal(
        ContentErrors.ButtonActionInvalid,
        Assert.Throws<B24Exception>(() => new KeyboardButton { Text = "A", Command = command }.ToMap()).Kind);
}
