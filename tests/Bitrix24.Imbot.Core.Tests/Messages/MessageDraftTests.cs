using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Text;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Messages;

/// <summary>A message is converted to the requests for its parts.</summary>
public sealed class MessageDraftTests
{
    private static readonly Uri Portal = new("https://portal.example.com/");

    private static MessageDraft Long => new() { Text = new string('a', MessageText.MaxLength + 1), IsSplit = true };

    [Fact]
    public void The_first_part_is_the_reply_and_the_last_part_has_the_attachment()
    {
        Attachment attachment = new([new MessageBlock("block")]);

        IReadOnlyList<SendMessageRequest> requests = Requests(Long with { ReplyTo = 3, Attachment = attachment });

        Assert.Equal(2, requests.Count);
        Assert.Equal(3, requests[0].ReplyTo);
        Assert.Null(requests[0].Attachment);
        Assert.Null(requests[1].ReplyTo);
        Assert.Same(attachment, requests[1].Attachment);
    }

    [Fact]
    public void A_long_text_is_refused_if_it_is_not_split() => Refuses(nameof(MessageErrors.MessageTooLong), Long with { IsSplit = false });

    [Fact]
    public void Parts_have_different_keys_that_are_the_same_in_each_run()
    {
        string[] keys = [.. Requests(Long with { CallerKey = "nightly" }).Select(request => request.IdempotencyKey)];

        Assert.Equal(2, keys.Distinct().Count());
        Assert.Equal(keys, Requests(Long with { CallerKey = "nightly" }).Select(request => request.IdempotencyKey));
    }

    [Fact]
    public void A_key_can_be_used_only_once_for_each_dialog()
    {
        MessageKeys keys = new();
        MessageDraft draft = new() { Text = "Hello", CallerKey = "nightly" };
        draft.ToRequests(Portal, 456, "chat5", keys);
        draft.ToRequests(Portal, 456, "chat6", keys);

        Assert.Equal(nameof(MessageErrors.IdempotencyKeyRepeated), Assert.Throws<B24Exception>(() => draft.ToRequests(Portal, 456, "chat5", keys)).ErrorId);
    }

    [Fact]
    public void System_messages_and_forwards_do_not_accept_a_key()
    {
        Refuses(nameof(MessageErrors.IdempotencyKeyWithSystem), new MessageDraft { Text = "Hello", CallerKey = "nightly", IsSystem = true });
        Refuses(nameof(MessageErrors.IdempotencyKeyWithForward), new MessageDraft { ForwardMessageIds = [7], CallerKey = "nightly" });
    }

    private static IReadOnlyList<SendMessageRequest> Requests(MessageDraft draft) => draft.ToRequests(Portal, 456, "chat5", new MessageKeys());

    private static void Refuses(string errorId, MessageDraft draft) => Assert.Equal(errorId, Assert.Throws<B24Exception>(() => Requests(draft)).ErrorId);
}
