using System.Text.Json.Nodes;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Events;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Php;
using Bitrix24.Imbot.Emulator.State;

namespace Bitrix24.Imbot.Emulator.Control;

/// <summary>The actions of the control surface.</summary>
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
        Portal.Clock.Advance(TimeSpan.FromSeconds(request.Number("advanceSeconds") ?? throw new ControlException(400, "advanceSeconds is missing.")));
        return new JsonObject { ["now"] = PortalClock.Text(Portal.Clock.Now) };
    }

    /// <summary>Switches of the whole portal, and booked execution time.</summary>
    public JsonNode? ChangePortal(ControlRequest request)
    {
        Portal.IsStopped = request.Flag("isStopped") ?? Portal.IsStopped;
        Portal.IsOverloaded = request.Flag("isOverloaded") ?? Portal.IsOverloaded;
        Portal.IsRestAvailable = request.Flag("isRestAvailable") ?? Portal.IsRestAvailable;
        hosted.Application.IsInstalled = request.Flag("isInstalled") ?? hosted.Application.IsInstalled;
        if (request.Number("spendSeconds") is double seconds)
        {
            string method = request.Text("method") ?? throw new ControlException(400, "method is missing.");
            Portal.Load.Spend(method, seconds, request.Flag("oauth") ?? false);
        }

        return null;
    }

    /// <summary>Puts an event with any content into the queue of a bot or user, including content that no portal is known to write.</summary>
    public JsonNode? QueueEvent(ControlRequest request)
    {
        string type = request.Text("type") ?? throw new ControlException(400, "type is missing.");
        JsonObject data = request.Body["data"]?.DeepClone() as JsonObject ?? throw new ControlException(400, "data is not an object.");
        return Portal.Locked<JsonNode?>(() =>
        {
            Portal.Queue.Append(request.PartNumber, type, data);
            return null;
        });
    }

    public JsonNode? ClearRequests(ControlRequest request)
    {
        hosted.Requests.Clear();
        return null;
    }

    public JsonNode? ClearFaults(ControlRequest request)
    {
        hosted.Faults.Clear();
        return null;
    }

    /// <summary>One fault or a list of them.</summary>
    public JsonNode? AddFaults(ControlRequest request)
    {
        JsonNode[] wanted = request.Body is JsonArray list ? [.. list.OfType<JsonNode>()] : [request.Body];
        foreach (Fault fault in wanted.Select(FaultReader.Read).ToArray())
        {
            hosted.Faults.Add(fault);
        }

        return null;
    }

    /// <summary>Adds <c>userId</c> to a group chat: as the person <c>byUserId</c> when given, else without asking for rights.</summary>
    public JsonNode? AddMember(ControlRequest request)
    {
        Chat chat = Portal.FindChat(request.Part) ?? throw new ControlException(404, $"No dialog {request.Part}.");
        int userId = request.RequiredInteger("userId");
        if (Portal.FindUser(userId) is null)
        {
            throw new ControlException(404, $"No user {userId}.");
        }

        if (request.Integer("byUserId") is int byUserId)
        {
            Portal.People.AddMember(byUserId, request.Part, userId);
        }
        else
        {
            Portal.AddMember(chat, userId);
        }

        return null;
    }

    /// <summary>The user <c>byUserId</c> removes <c>userId</c> from a group chat; without <c>byUserId</c> the user leaves.</summary>
    public JsonNode? RemoveMember(ControlRequest request)
    {
        int userId = request.RequiredInteger("userId");
        Portal.People.RemoveMember(request.Integer("byUserId") ?? userId, request.Part, userId);
        return null;
    }

    /// <summary>A person sends the file <c>name</c> with the Base64 text <c>content</c>, perhaps with a <c>text</c>.</summary>
    public JsonNode SendFile(ControlRequest request)
    {
        byte[] content = Base64Text.Decode(request.Text("content") ?? "") ?? throw new ControlException(400, "content is no Base64 text.");
        Message message = Portal.People.SendFile(
            request.Integer("userId") ?? 17, request.Part, request.Text("name") ?? "", content, request.Text("text") ?? "");
        return new JsonObject { ["id"] = message.Id, ["chatId"] = message.ChatId };
    }

    /// <summary>A person writes into <c>dialogId</c>, or to the bot <c>botId</c>, perhaps as a reply to the message <c>replyId</c>.</summary>
    public JsonNode Write(ControlRequest request)
    {
        string dialogId = request.Text("dialogId") ?? request.Text("botId") ?? throw new ControlException(400, "dialogId or botId is missing.");
        int userId = request.Integer("userId") ?? 17;
        string text = request.Text("text") ?? "";
        int? replyId = request.Integer("replyId");
        int count = request.Integer("count") ?? 1;
        if (count is < 1 or > 100_000)
        {
            throw new ControlException(400, "count can be 1 to 100000.");
        }

        Message message = null!;
        for (int number = 0; number < count; number++)
        {
            message = Portal.People.Write(userId, dialogId, text, replyId);
        }

        return new JsonObject { ["id"] = message.Id, ["chatId"] = message.ChatId };
    }

    /// <summary>A person forwards a message into <c>dialogId</c>.</summary>
    public JsonNode ForwardMessage(ControlRequest request)
    {
        string dialogId = request.Text("dialogId") ?? throw new ControlException(400, "dialogId is missing.");
        Message message = Portal.People.Forward(request.Integer("userId") ?? 17, request.PartNumber, dialogId);
        return new JsonObject { ["id"] = message.Id, ["chatId"] = message.ChatId };
    }

    public JsonNode? EditMessage(ControlRequest request)
    {
        Portal.People.Edit(request.Integer("userId") ?? 17, request.PartNumber, request.Text("text") ?? "");
        return null;
    }

    public JsonNode? DeleteMessage(ControlRequest request)
    {
        Portal.People.Delete(request.Integer("userId") ?? 17, request.PartNumber);
        return null;
    }

    /// <summary>Sets <c>reaction</c>, or removes it with <c>remove</c>.</summary>
    public JsonNode? React(ControlRequest request)
    {
        Portal.People.React(request.Integer("userId") ?? 17, request.PartNumber, request.Text("reaction") ?? "like", request.Flag("remove") != true);
        return null;
    }

    /// <summary>Presses the command button with <c>text</c>, or the one at place <c>index</c>.</summary>
    public JsonNode? PressButton(ControlRequest request)
    {
        int userId = request.Integer("userId") ?? 17;
        if (request.Integer("index") is int index)
        {
            Portal.People.PressButton(userId, request.PartNumber, index);
        }
        else
        {
            Portal.People.PressButton(userId, request.PartNumber, request.Text("text") ?? "");
        }

        return null;
    }

    public JsonNode? ReadChat(ControlRequest request)
    {
        Portal.People.Read(request.Integer("userId") ?? 17, request.Part, request.Integer("messageId"));
        return null;
    }

    /// <summary>Gives the bot the <c>botToken</c>, of any length.</summary>
    public JsonNode? SetBotToken(ControlRequest request)
    {
        Portal.SetBotToken(request.PartNumber, request.Text("botToken") ?? throw new ControlException(400, "botToken is missing."));
        return null;
    }

    /// <summary>Adds a department <c>name</c> with <c>id</c>, below <c>parentId</c>, with the head <c>headId</c>.</summary>
    public JsonNode? AddDepartment(ControlRequest request)
    {
        Portal.AddDepartment(request.RequiredInteger("id"), request.Text("name") ?? "", request.Integer("parentId"), request.Integer("headId") ?? 0);
        return null;
    }

    /// <summary>Adds a person with <c>firstName</c>, <c>lastName</c> and <c>email</c>, who is active unless <c>isActive</c> says otherwise.</summary>
    public JsonNode AddUser(ControlRequest request)
    {
        User user = Portal.AddUser(request.Text("firstName") ?? "", request.Text("lastName") ?? "");
        user.Email = request.Text("email") ?? "";
        user.IsActive = request.Flag("isActive") ?? true;
        return new JsonObject { ["id"] = user.Id };
    }

    /// <summary>Puts a user into the departments <c>departmentIds</c>.</summary>
    public JsonNode? SetDepartments(ControlRequest request)
    {
        User user = Portal.FindUser(request.PartNumber) ?? throw new ControlException(404, $"No user {request.PartNumber}.");
        user.DepartmentIds = request.Integers("departmentIds");
        return null;
    }

    /// <summary>Adds a group chat with <c>title</c> and <c>userIds</c>.</summary>
    public JsonNode AddChat(ControlRequest request)
    {
        Chat chat = Portal.AddChat(request.Text("title") ?? "", request.Integers("userIds"));
        return new JsonObject { ["id"] = chat.Id, ["dialogId"] = $"chat{chat.Id}" };
    }

    /// <summary>Posts pushes again <c>repeats</c> times, in reverse in groups of <c>reversed</c>, or <c>delaySeconds</c> late. Without any of them, pushes are normal again.</summary>
    public JsonNode? TroubleDeliveries(ControlRequest request)
    {
        Portal.DeliveryTrouble = new DeliveryTrouble(
            request.Integer("repeats") ?? 0, request.Integer("reversed") ?? 0, TimeSpan.FromSeconds(request.Number("delaySeconds") ?? 0));
        return null;
    }

    public JsonNode? ExpireTokens(ControlRequest request)
    {
        Portal.Authorization.ExpireAccessTokens();
        return null;
    }

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

    public JsonNode? RefuseTokens(ControlRequest request)
    {
        Portal.Authorization.Refuse(request.Text("error"), request.Integer("status"));
        return null;
    }
}
