using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Cards;
using Bitrix24.Imbot.Emulator.Forms;

namespace Bitrix24.Imbot.Emulator.Pages;

/// <summary>A message with all its parts.</summary>
internal static class MessageView
{
    public static JsonNode Create(Portal portal, Message message) => new JsonObject
    {
        ["id"] = message.Id,
        ["authorId"] = message.AuthorId,
        ["date"] = PortalClock.Text(message.Date),
        ["text"] = message.Text,
        ["isSystem"] = message.IsSystem,
        ["isDeleted"] = message.IsDeleted,
        ["isEdited"] = PhpValue.Text(message.Params["IS_EDITED"]) == "Y",
        ["attach"] = JsText.Structure(message.Params["ATTACH"])?.DeepClone(),
        ["keyboard"] = new JsonArray([.. KeyboardRules.GetShown(message).Select(button => button.Values.DeepClone())]),
        ["files"] = new JsonArray([.. PhpValue.Items(message.Params["FILE_ID"])
            .Select(id => portal.FindFile(PhpValue.Integer(id))).OfType<StoredFile>().Select(file => FileForm.ForBot(portal, file))]),
        ["reply"] = Quoted(portal.MessageById(PhpValue.Integer(message.Params["REPLY_ID"]))),
        ["forward"] = Quoted(message.ForwardSource),
        ["viewedBy"] = MessageForm.Viewers(message),
        ["reactions"] = MessageForm.Reactions(message),
    };

    private static JsonObject? Quoted(Message? message) => message is null
        ? null
        : new JsonObject { ["id"] = message.Id, ["authorId"] = message.AuthorId, ["text"] = PhpText.First(message.Text, 300) };
}
