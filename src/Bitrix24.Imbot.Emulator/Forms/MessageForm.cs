namespace Bitrix24.Imbot.Emulator.Forms;

/// <summary>A message in the form that the API returns (docs/portal/messages.md, "Message object").</summary>
internal static class MessageForm
{
    public static JsonObject Create(Message message) => new()
    {
        ["id"] = message.Id,
        ["chatId"] = message.ChatId,
        ["chat_id"] = message.ChatId,
        ["authorId"] = message.AuthorId,
        ["author_id"] = message.AuthorId,
        ["date"] = PortalClock.Text(message.Date),
        ["text"] = message.Text,
        ["isSystem"] = message.IsSystem,
        ["uuid"] = message.Uuid,
        ["forward"] = message.ForwardSource is Message source
            ? new JsonObject
            {
                ["id"] = source.Id, ["userId"] = source.AuthorId, ["chatId"] = source.ChatId, ["date"] = PortalClock.Text(source.Date),
            }
            : null,
        ["params"] = message.Params.DeepClone(),
        ["viewedByOthers"] = message.ViewedBy.Count > 0,
    };

    public static JsonArray Viewers(Message message) => new([.. message.ViewedBy.Select(userId => (JsonNode)userId)]);

    public static JsonArray Reactions(Message message) => new([.. message.Reactions.SelectMany(
        pair => pair.Value.Select(name => (JsonNode)new JsonObject { ["userId"] = pair.Key, ["reaction"] = name }))]);
}
