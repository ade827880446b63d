using System.Text;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Core.SlashCommands;
using Bitrix24.Imbot.Core.Tests.Rest;
using Bitrix24.Imbot.Emulator.Actions;

namespace Bitrix24.Imbot.Core.Tests.Fuzzing;

/// <summary>The emulator's answers to every request type, including all kinds of events and the authorization server.</summary>
internal static class SampleAnswers
{
    /// <summary>Uses all functions of a portal, and returns the bodies of its answers.</summary>
    public static async Task<(TypedRequest[] Requests, byte[][] Bodies)> CollectAsync(PortalFixture fixture, CancellationToken cancellation)
    {
        B24Session session = fixture.Webhook();
        B24Session application = fixture.OAuth();
        SentMessage sent = await session.SendAsync(new SendMessageRequest(456, "chat5", "[b]one[/b]"), cancellation: cancellation);
        SlashCommand command = await session.SendAsync(
            new RegisterSlashCommandRequest(456, new SlashCommandProperties { Command = "status", Title = new Dictionary<string, string?> { ["en"] = "Status" } }),
            cancellation: cancellation);
        People(fixture.Portal.Portal, sent.MessageId!.Value);
        TypedRequest[] requests = TypedRequest.All(new Dictionary<string, object>
        {
            ["botId"] = 456L,
            ["dialogId"] = "chat5",
            ["messageId"] = sent.MessageId.Value,
            ["commandId"] = command.CommandId!.Value,
            ["reaction"] = "like",
            ["change"] = new MessageChange { Text = "two" },
        });

        // Requests that remove something come last, because the others need it.
        foreach (TypedRequest request in requests.OrderBy(request => request.Name.StartsWith("Un", StringComparison.Ordinal)
            || request.Name.StartsWith("Leave", StringComparison.Ordinal) || request.Name.StartsWith("Delete", StringComparison.Ordinal)))
        {
            try
            {
                await session.CallAsync(request.Method, request.Parameters(), null, cancellation);
            }
            catch (B24Exception)
            {
                // A refusal is also an answer.
            }
        }

        await application.RefreshTokenAsync(cancellation);
        await application.SendAsync(new ListBotsRequest(), cancellation: cancellation);
        byte[][] bodies =
        [
            .. fixture.Portal.Requests.Snapshot().Select(request => request.Answer).Where(body => body.Length > 0).Distinct().Select(Encoding.UTF8.GetBytes),
            "{\"result\":[]}"u8.ToArray(),
            "{\"result\":true,\"next\":50,\"total\":\"120\",\"time\":{\"operating\":1.5,\"operating_reset_at\":1790000000}}"u8.ToArray(),
            """
            {"result":{"event":"ONIMBOTV2REACTIONCHANGE","event_handler_id":"905","ts":"1790000000","data":{"bot":{"id":"456","code":"docs_bot"},"reaction":"like",
            "action":"add","message":{"id":"90417","chatId":"318","authorId":"8120","isSystem":"0"},"user":{"id":"17","bot":"0","idle":"0"},"language":"en"},
            "auth":{"application_token":"51856fefc120afa4b628cc82d3935cce"}}}
            """u8.ToArray(),
            "<html><body>502</body></html>"u8.ToArray(),
        ];
        return (requests, bodies);
    }

    private static void People(Portal portal, long messageId)
    {
        portal.Write(17, "chat5", "[USER=456]Bot[/USER] hello");
        portal.Write(17, "456", "/status full");
        Emulator.State.Message own = portal.Write(17, "456", "a private word");
        portal.People.Edit(17, own.Id, "another word");
        portal.People.React(17, (int)messageId, "like", true);
        portal.People.Delete(17, own.Id);
    }
}
