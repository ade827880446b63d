using System.Text.RegularExpressions;
using Bitrix24.Imbot.Core.Messages;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

public sealed partial class IdempotencyKeyTests
{
    private static readonly Uri Portal = new("https://portal.example.com/");

    [Fact]
    public void Keys_are_lower_case_uuids_of_version_4()
    {
        Assert.Matches(Version4(), IdempotencyKey.Fresh());
        for (int number = 0; number < 200; number++)
        {
            Assert.Matches(Version4(), IdempotencyKey.Derive($"nightly-{number}", Portal, 456, "chat5"));
        }
    }

    [Fact]
    public void The_same_input_gives_the_same_key_and_different_input_gives_another()
    {
        string key = IdempotencyKey.Derive("nightly", Portal, 456, "chat5");

        Assert.Equal(key, IdempotencyKey.Derive("nightly", new Uri("https://PORTAL.example.com/rest/"), 456, "CHAT5"));
        string[] others =
        [
            IdempotencyKey.Derive("Nightly", Portal, 456, "chat5"),
            IdempotencyKey.Derive("nightly", new Uri("https://portal.example.com:8443/"), 456, "chat5"),
            IdempotencyKey.Derive("nightly", Portal, 457, "chat5"),
            IdempotencyKey.Derive("nightly", Portal, 456, "chat6"),
            IdempotencyKey.Derive("nightly", Portal, 456, "chat5", 1),
            IdempotencyKey.Fresh(),
        ];
        Assert.DoesNotContain(key, others);
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    /// <summary>A derived key must be the same in later versions, because the portal remembers it for 31 days.</summary>
    [Fact]
    public void A_derived_key_is_the_same_in_every_version() =>
        Assert.Equal("824f82a6-57dc-4ab3-8866-6e84a314ba0b", IdempotencyKey.Derive("nightly-2026-11-22", Portal, 456, "chat5"));

    [Theory]
    [InlineData("chat5", "chat5")]
    [InlineData(" CHAT5 ", "CHAT5")]
    [InlineData("17", "17")]
    [InlineData("sg3", "sg3")]
    public void Dialog_ids_are_chats_users_and_workgroups(string text, string expected) => Assert.Equal(expected, DialogId.Require(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("chat")]
    [InlineData("chatX")]
    [InlineData("chat 5")]
    [InlineData("chat0")]
    [InlineData("chat-5")]
    [InlineData("chat5x")]
    [InlineData("chat99999999999999999999")]
    [InlineData(" ")]
    [InlineData("general")]
    [InlineData("sg")]
    [InlineData("crm|LEAD|1")]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("5a")]
    [InlineData("user5")]
    [InlineData("5.0")]
    [InlineData("٥")]
    public void Other_dialog_ids_are_refused(string? text) =>
        Assert.Equal(nameof(ChatErrors.DialogIdInvalid), Assert.Throws<B24Exception>(() => DialogId.Require(text)).ErrorId);

    [Fact]
    public void The_limit_of_a_text_is_counted_in_code_points_after_trimming()
    {
        string faces = string.Concat(Enumerable.Repeat("\U0001F600", MessageText.MaxLength));

        Assert.Equal(MessageText.MaxLength, MessageText.LengthOf(faces));
        Assert.Same(faces, MessageText.Require(faces));
        MessageText.Require("  " + faces + "  ");
        Assert.Equal(
            nameof(MessageErrors.MessageTooLong),
            Assert.Throws<B24Exception>(() => MessageText.Require(faces + "x")).ErrorId);
        Assert.Equal(2, MessageText.LengthOf("\uDE00\uD83D"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    public void An_empty_text_is_refused(string? text) =>
        Assert.Equal(nameof(MessageErrors.MessageEmpty), Assert.Throws<B24Exception>(() => MessageText.Require(text)).ErrorId);

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex Version4();
}
