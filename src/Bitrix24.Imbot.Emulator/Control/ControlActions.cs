using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Events;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Hosting;

namespace Bitrix24.Imbot.Emulator.Control;

/// <summary>The actions of the control API.</summary>
internal sealed class ControlActions(HostedPortal hosted)
{
    private Portal Portal => hosted.Portal;

    public JsonNode Reset(ControlRequest request)
    {
        hosted.Reset();
        return ConnectionCard.Json(hosted);
    }

    public JsonNode AdvanceClock(ControlRequest request)
    {
        Portal.Clock.Advance(TimeSpan.FromSeconds(request.Number("advanceSeconds") ?? throw ControlRequest.Missing("advanceSeconds")));
        return new JsonObject { ["now"] = PortalClock.Text(Portal.Clock.Now) };
    }

    /// <summary>Changes the state of the whole portal, and adds execution time.</summary>
    public void ChangePortal(ControlRequest request)
    {
        Portal.IsStopped = request.Flag("isStopped") ?? Portal.IsStopped;
        Portal.IsOverloaded = request.Flag("isOverloaded") ?? Portal.IsOverloaded;
        Portal.IsRestAvailable = request.Flag("isRestAvailable") ?? Portal.IsRestAvailable;
        hosted.Application.IsInstalled = request.Flag("isInstalled") ?? hosted.Application.IsInstalled;
        if (request.Number("spendSeconds") is double seconds and > 0)
        {
            Portal.Load.Spend(request.RequiredText("method"), seconds, request.Flag("oauth") ?? false);
        }
    }

    /// <summary>Adds an event to the queue of a bot or user. It can have any content, including content that portals aren't known to write.</summary>
    public void QueueEvent(ControlRequest request)
    {
        string type = request.RequiredText("type");
        JsonObject data = request.Body["data"]?.DeepClone() as JsonObject ?? throw new ControlException(400, "'data' must be an object.");
        lock (Portal.Gate)
        {
            Portal.Queue.Append(request.PartNumber, type, data);
        }
    }

    public void AddFaults(ControlRequest request)
    {
        JsonNode[] wanted = request.Body is JsonArray list ? [.. list.OfType<JsonNode>()] : [request.Body];
        foreach (Fault fault in wanted.Select(ReadFault).ToArray())
        {
            hosted.Faults.Add(fault);
        }
    }

    /// <summary>Adds <c>userId</c> to a group chat: as the person <c>byUserId</c> if specified, and otherwise without checking permissions.</summary>
    public void AddMember(ControlRequest request)
    {
        Chat chat = Portal.FindChat(request.Part) ?? throw new ControlException(404, $"Dialog '{request.Part}' was not found.");
        int userId = request.RequiredInteger("userId");
        if (Portal.FindUser(userId) is null)
        {
            throw new ControlException(404, $"User {userId} was not found.");
        }

        if (request.Integer("byUserId") is int byUserId)
        {
            Portal.People.AddMember(byUserId, request.Part, userId);
        }
        else
        {
            Portal.AddMember(chat, userId);
        }
    }

    /// <summary>Removes <c>userId</c> from a group chat as the person <c>byUserId</c>. Without <c>byUserId</c>, the user leaves the chat.</summary>
    public void RemoveMember(ControlRequest request)
    {
        int userId = request.RequiredInteger("userId");
        Portal.People.RemoveMember(request.Integer("byUserId") ?? userId, request.Part, userId);
    }

    /// <summary>Sends the file <c>name</c> as a person. <c>content</c> is its Base64 text, and <c>text</c> is optional.</summary>
    public JsonNode SendFile(ControlRequest request)
    {
        byte[] content = PhpText.DecodeBase64(request.Text("content") ?? "")
            ?? throw new ControlException(400, "'content' is not valid Base64 text.");
        return Sent(Portal.People.SendFile(request.UserId, request.Part, request.Text("name") ?? "", content, request.Text("text") ?? ""));
    }

    /// <summary>
    /// Writes a message as a person to <c>dialogId</c> or to the bot <c>botId</c>, optionally as a reply to the message <c>replyId</c>.
    /// </summary>
    public JsonNode Write(ControlRequest request)
    {
        string dialogId = request.Text("dialogId") ?? request.Text("botId") ?? throw new ControlException(400, "Specify 'dialogId' or 'botId'.");
        int userId = request.UserId;
        string text = request.Text("text") ?? "";
        int? replyId = request.Integer("replyId");
        int count = request.Integer("count") ?? 1;
        if (count is < 1 or > 100_000)
        {
            throw new ControlException(400, "'count' must be a number from 1 to 100,000.");
        }

        Message message = null!;
        for (int number = 0; number < count; number++)
        {
            message = Portal.People.Write(userId, dialogId, text, replyId);
        }

        return Sent(message);
    }

    public JsonNode ForwardMessage(ControlRequest request)
    {
        string dialogId = request.RequiredText("dialogId");
        return Sent(Portal.People.Forward(request.UserId, request.PartNumber, dialogId));
    }

    /// <summary>Presses the command button with <c>text</c>, or the one at the position <c>index</c>.</summary>
    public void PressButton(ControlRequest request)
    {
        int userId = request.UserId;
        if (request.Integer("index") is int index)
        {
            Portal.People.PressButton(userId, request.PartNumber, index);
        }
        else
        {
            Portal.People.PressButton(userId, request.PartNumber, request.Text("text") ?? "");
        }
    }

    /// <summary>
    /// Adds a person with <c>firstName</c>, <c>lastName</c>, and <c>email</c>. The person is active unless <c>isActive</c> is false.
    /// </summary>
    public JsonNode AddUser(ControlRequest request)
    {
        User user = Portal.AddUser(request.Text("firstName") ?? "", request.Text("lastName") ?? "");
        user.Email = request.Text("email") ?? "";
        user.IsActive = request.Flag("isActive") ?? true;
        return new JsonObject { ["id"] = user.Id };
    }

    /// <summary>Moves a user to the departments <c>departmentIds</c>.</summary>
    public void SetDepartments(ControlRequest request)
    {
        User user = Portal.FindUser(request.PartNumber) ?? throw new ControlException(404, $"User {request.PartNumber} was not found.");
        user.DepartmentIds = request.Integers("departmentIds");
    }

    /// <summary>Adds a group chat with <c>title</c> and <c>userIds</c>.</summary>
    public JsonNode AddChat(ControlRequest request)
    {
        Chat chat = Portal.AddChat(request.Text("title") ?? "", request.Integers("userIds"));
        return new JsonObject { ["id"] = chat.Id, ["dialogId"] = $"chat{chat.Id}" };
    }

    /// <summary>
    /// Repeats each push <c>repeats</c> times, posts groups of <c>reversed</c> pushes in reverse order, or posts them <c>delaySeconds</c> late.
    /// Without these parameters, pushes are normal again.
    /// </summary>
    public void SetDeliveryTrouble(ControlRequest request) => Portal.DeliveryTrouble = new DeliveryTrouble(
        request.Integer("repeats") ?? 0, request.Integer("reversed") ?? 0, TimeSpan.FromSeconds(request.Number("delaySeconds") ?? 0));

    public JsonNode IssueCode(ControlRequest request)
    {
        string code = Portal.Authorization.IssueCode(request.Integer("userId"));
        OAuthApplication application = hosted.Application;
        string redirect = "https://app.example.com/cb?" + PhpQuery.Build(new JsonObject
        {
            ["code"] = code,
            ["state"] = request.Text("state") ?? "",
            ["domain"] = application.Domain,
            ["member_id"] = application.MemberId,
            ["scope"] = application.Scope,
            ["server_domain"] = application.Domain,
        });
        return new JsonObject { ["code"] = code, ["redirect"] = redirect };
    }

    public JsonNode IssueTokens(ControlRequest request)
    {
        (string access, string refresh) = Portal.Authorization.IssuePair(request.Integer("userId"));
        return new JsonObject { ["accessToken"] = access, ["refreshToken"] = refresh };
    }

    /// <summary>The names are those of the properties of <see cref="Fault"/> in camelCase.</summary>
    private static Fault ReadFault(JsonNode node)
    {
        ControlRequest fields = new("", node as JsonObject ?? throw new ControlException(400, "A fault must be an object."));
        if (!Enum.TryParse(fields.Text("kind"), ignoreCase: true, out FaultKind kind) || !Enum.IsDefined(kind))
        {
            string kinds = string.Join(", ", Enum.GetNames<FaultKind>());
            throw new ControlException(400, $"'{fields.Text("kind")}' is not a kind of fault. Specify one of these kinds: {kinds}.");
        }

        return new Fault(kind, fields.Text("method"), fields.Integer("count") ?? 1)
        {
            Skip = fields.Integer("skip") ?? 0,
            Status = fields.Integer("status"),
            RetryAfter = fields.Text("retryAfter") is { Length: > 0 } seconds ? seconds : null,
            DelayMilliseconds = fields.Integer("delayMilliseconds"),
            Location = fields.Text("location"),
            Error = fields.Text("error"),
            Body = fields.Text("body"),
            ContentType = fields.Text("contentType"),
            Executes = fields.Flag("executes"),
        };
    }

    private static JsonObject Sent(Message message) => new() { ["id"] = message.Id, ["chatId"] = message.ChatId };
}
