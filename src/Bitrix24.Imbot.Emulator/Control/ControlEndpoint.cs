using System.Text.Json;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Hosting;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Control;

/// <summary>
/// The control API under <c>/emulator/</c>, for scripts: the in-process API as JSON over HTTP. Real portals don't have it. Its requests aren't
/// recorded, and faults don't affect them.
/// </summary>
internal sealed class ControlEndpoint
{
    private readonly HostedPortal hosted;
    private readonly (string HttpMethod, string Pattern, Func<ControlRequest, JsonNode?> Run)[] routes;

    public ControlEndpoint(HostedPortal hosted)
    {
        this.hosted = hosted;
        ControlState state = new(hosted);
        ControlActions actions = new(hosted);
        Portal portal = hosted.Portal;
        People people = portal.People;
        routes =
        [
            ("GET", "info", _ => ConnectionCard.Json(hosted)),
            ("POST", "reset", actions.Reset),
            ("POST", "clock", actions.AdvanceClock),
            ("POST", "portal", Run(actions.ChangePortal)),
            ("GET", "requests", state.Requests),
            ("DELETE", "requests", Run(_ => hosted.Requests.Clear())),
            ("GET", "faults", state.Faults),
            ("POST", "faults", Run(actions.AddFaults)),
            ("DELETE", "faults", Run(_ => hosted.Faults.Clear())),
            ("GET", "users", state.Users),
            ("POST", "users", actions.AddUser),
            ("GET", "bots", state.Bots),
            ("POST", "bots/*/token", Run(request => portal.SetBotToken(request.PartNumber, request.RequiredText("botToken")))),
            ("POST", "users/*/departments", Run(actions.SetDepartments)),
            ("GET", "departments", state.Departments),
            ("POST", "departments", Run(request => portal.AddDepartment(
                request.RequiredInteger("id"), request.Text("name") ?? "", request.Integer("parentId"), request.Integer("headId") ?? 0))),
            ("GET", "notifications", state.Notifications),
            ("GET", "chats", state.Chats),
            ("GET", "chats/*/messages", state.Messages),
            ("POST", "chats/*/users", Run(actions.AddMember)),
            ("POST", "chats/*/users/delete", Run(actions.RemoveMember)),
            ("POST", "chats/*/files", actions.SendFile),
            ("POST", "messages", actions.Write),
            ("POST", "messages/*/edit", Run(request => people.Edit(request.UserId, request.PartNumber, request.Text("text") ?? ""))),
            ("POST", "messages/*/forward", actions.ForwardMessage),
            ("POST", "messages/*/delete", Run(request => people.Delete(request.UserId, request.PartNumber))),
            ("POST", "messages/*/react", Run(request => people.React(
                request.UserId, request.PartNumber, request.Text("reaction") ?? "like", isAdded: request.Flag("remove") != true))),
            ("POST", "messages/*/press", Run(actions.PressButton)),
            ("POST", "chats/*/read", Run(request => people.Read(request.UserId, request.Part, request.Integer("messageId")))),
            ("POST", "chats", actions.AddChat),
            ("GET", "commands", state.Commands),
            ("GET", "files", state.Files),
            ("GET", "actions", state.InputActions),
            ("GET", "events/*", state.Events),
            ("POST", "events/*", Run(actions.QueueEvent)),
            ("GET", "deliveries", state.Deliveries),
            ("POST", "deliveries", Run(actions.SetDeliveryTrouble)),
            ("POST", "oauth/expire", Run(_ => portal.Authorization.ExpireAccessTokens())),
            ("POST", "oauth/code", actions.IssueCode),
            ("POST", "oauth/tokens", actions.IssueTokens),
            ("POST", "oauth/refuse", Run(request => portal.Authorization.Refuse(request.Text("error"), request.Integer("status")))),
        ];
    }

    public async Task<HttpAnswer> AnswerAsync(IncomingRequest request, CancellationToken ended)
    {
        try
        {
            string path = request.Path["/emulator".Length..].Trim('/');
            foreach ((string httpMethod, string pattern, Func<ControlRequest, JsonNode?> run) in routes)
            {
                if (httpMethod == request.HttpMethod && Match(pattern, path) is string part)
                {
                    ControlRequest control = new(part, ControlRequest.ReadBody(request));
                    JsonNode? result = httpMethod == "GET" ? await WaitForItemsAsync(control, run, ended) : run(control);
                    return result is null ? new HttpAnswer(204, "application/json", []) : HttpAnswer.Json(200, result);
                }
            }

            throw new ControlException(404, $"The endpoint {request.HttpMethod} /emulator/{path} doesn't exist. See docs/emulator.md.");
        }
        catch (ControlException refused)
        {
            return HttpAnswer.Json(refused.Status, new JsonObject { ["message"] = refused.Message });
        }
        catch (JsonException broken)
        {
            return HttpAnswer.Json(400, new JsonObject { ["message"] = $"The body is not valid JSON. {broken.Message}" });
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return HttpAnswer.Json(400, new JsonObject { ["message"] = failure.Message });
        }
    }

    private static Func<ControlRequest, JsonNode?> Run(Action<ControlRequest> action) => request =>
    {
        action(request);
        return null;
    };

    /// <summary>Waits up to <c>waitSeconds</c> until a list has <c>count</c> items.</summary>
    private async Task<JsonNode?> WaitForItemsAsync(ControlRequest request, Func<ControlRequest, JsonNode?> look, CancellationToken ended)
    {
        int wanted = request.Integer("count") ?? 0;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(ended);
        limit.CancelAfter(TimeSpan.FromSeconds(request.Number("waitSeconds") ?? 0));
        Task timeIsOver = Task.Delay(Timeout.Infinite, limit.Token);
        while (true)
        {
            Task changed = hosted.Portal.Changes.Next;
            JsonNode? result = look(request);
            if (result is not JsonArray list || list.Count >= wanted || limit.IsCancellationRequested)
            {
                ended.ThrowIfCancellationRequested();
                return result;
            }

            await Task.WhenAny(changed, timeIsOver);
        }
    }

    /// <summary>Gets the part of the path that matches the star; empty if the pattern has no star, null if the path doesn't match.</summary>
    private static string? Match(string pattern, string path)
    {
        string[] wanted = pattern.Split('/');
        string[] given = path.Split('/');
        if (wanted.Length != given.Length)
        {
            return null;
        }

        string part = "";
        for (int index = 0; index < wanted.Length; index++)
        {
            if (wanted[index] == "*")
            {
                part = Uri.UnescapeDataString(given[index]);
            }
            else if (wanted[index] != given[index])
            {
                return null;
            }
        }

        return part;
    }
}
