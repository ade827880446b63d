using Bitrix24.Imbot.Core.Rest;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

/// <summary>A repeated key is answered with the ID of the first message, as a normal success (docs/portal/messages.md, "Idempotency key").</summary>
public sealed class SeenMessagesTests
{
    private const string Key = "key";

    private readonly SeenMessages seen = new();

    [Fact]
    public void The_second_answer_with_the_same_ID_is_a_duplicate()
    {
        Assert.Equal((null, false), seen.Answered(Key, "text", 100, seen.NewestId));
        Assert.Equal((true, false), seen.Answered(Key, "text", 100, seen.NewestId));
        Assert.Equal((true, true), seen.Answered(Key, "another text", 100, seen.NewestId));
    }

    [Fact]
    public void An_ID_that_is_not_above_the_newest_seen_message_is_a_duplicate()
    {
        seen.See(200);

        Assert.Equal((true, false), seen.Answered(Key, "text", 100, seen.NewestId));
        Assert.Equal((true, false), seen.Answered(Key, "text", 200, seen.NewestId));
        Assert.Equal((null, false), seen.Answered(Key, "text", 201, seen.NewestId));
    }

    [Fact]
    public void Messages_that_arrived_during_sending_do_not_indicate_a_duplicate()
    {
        long before = seen.NewestId;
        seen.See(200);

        Assert.Equal((null, false), seen.Answered(Key, "text", 100, before));
    }

    [Fact]
    public void A_higher_ID_for_a_known_key_is_a_new_message()
    {
        seen.Answered(Key, "text", 100, seen.NewestId);

        Assert.Equal((false, false), seen.Answered(Key, "text", 300, seen.NewestId));
        Assert.Equal((true, false), seen.Answered(Key, "text", 300, seen.NewestId));
    }

    [Fact]
    public void The_oldest_keys_are_forgotten_after_ten_thousand()
    {
        for (int id = 1; id <= 10_001; id++)
        {
            seen.Answered($"{id}", "text", id, id - 1);
        }

        Assert.True(seen.Answered("2", "text", 2, 0).IsDuplicate);
        Assert.Null(seen.Answered("1", "text", 1, 0).IsDuplicate);
    }
}
