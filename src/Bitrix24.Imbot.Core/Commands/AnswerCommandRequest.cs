using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Commands;

/// <summary>
/// <c>imbot.v2.Command.answer</c>: answers a slash command, also in a chat that the bot is not in. More than ten minutes after the last command of
/// that dialog the portal says yes and sends nothing; it never tells the id of the answer (server-behaviour.md 8).
/// </summary>
public sealed class AnswerCommandRequest : BotAction
{
    private static readonly MethodName Name = MethodName.Parse("imbot.v2.Command.answer");

    private readonly long commandId;
    private readonly long messageId;
    private readonly string dialogId;
    private readonly string text;

    /// <summary>Makes a request.</summary>
    /// <param name="botId">The bot whose command it is.</param>
    /// <param name="commandId">The command.</param>
    /// <param name="messageId">The message that called it; the answer goes to its chat.</param>
    /// <param name="dialogId">The dialog of that message; the portal demands it and goes by the message.</param>
    /// <param name="text">The answer, 1 to 20,000 characters.</param>
    /// <exception cref="Errors.B24Exception">
    /// <see cref="Errors.ErrorKinds.DialogIdInvalid"/>, <see cref="Errors.ErrorKinds.MessageEmpty"/>, <see cref="Errors.ErrorKinds.MessageTooLong"/>.
    /// </exception>
    public AnswerCommandRequest(long botId, long commandId, long messageId, string dialogId, string text)
        : base(Name, botId)
    {
        this.commandId = commandId;
        this.messageId = messageId;
        this.dialogId = DialogId.Require(dialogId);
        this.text = MessageText.Require(text);
    }

    /// <summary>Sends a system message; the portal puts the bot's name before it.</summary>
    public bool System { get; init; }

    /// <summary>Whether the portal may add a preview of the first link.</summary>
    public bool UrlPreview { get; init; } = true;

    private protected override void AddParameters(JsonMap parameters)
    {
        parameters["commandId"] = commandId;
        parameters["messageId"] = messageId;
        parameters["dialogId"] = dialogId;
        parameters["fields"] = new JsonMap { ["message"] = text }
            .AddUnlessNull("system", System ? true : null)
            .AddUnlessNull("urlPreview", UrlPreview ? null : false);
    }
}
