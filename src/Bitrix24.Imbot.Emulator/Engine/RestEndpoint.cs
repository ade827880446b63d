using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Authorization;
using Bitrix24.Imbot.Emulator.Methods;
using Bitrix24.Imbot.Emulator.Rest;

namespace Bitrix24.Imbot.Emulator.Engine;

/// <summary>
/// Executes a request to /rest. The checks have the server's order: transport, stopped portal, existence of the method, authorization and scope, load
/// limiter, and method (docs/portal/protocol.md, "Order of checks"). The rate limiter comes before all of them.
/// </summary>
internal sealed class RestEndpoint(Portal portal)
{
    private static readonly Dictionary<string, string> OpenToSites = new()
    {
        ["Access-Control-Allow-Origin"] = "*",
        ["Access-Control-Allow-Headers"] = "origin, content-type, accept",
        ["X-Content-Type-Options"] = "nosniff",
    };

    private readonly CallRunner runner = new(portal);

    /// <summary>The documented name of the requested method; for an unknown method, the name as sent.</summary>
    public static string MethodName(IncomingRequest request) =>
        RestAddress.Parse(request.Path) is RestAddress address ? MethodTable.Find(address.Method)?.Name ?? address.Method : "";

    public HttpAnswer Answer(IncomingRequest request)
    {
        // A browser sends this preflight request before a call from another site. The portal allows any origin.
        HttpAnswer answer = request.HttpMethod == HttpMethods.Options ? new HttpAnswer(200, "text/html; charset=UTF-8", []) : Outcome(request);
        return answer with { Headers = answer.Headers.Concat(OpenToSites).ToDictionary() };
    }

    private HttpAnswer Outcome(IncomingRequest request)
    {
        try
        {
            return Run(request);
        }
        catch (RestException refused)
        {
            return HttpAnswer.Error(refused.Status, refused.Code, refused.Message);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A defect of the emulator. No portal uses this code, so the answer can't be confused with a portal's.
            return HttpAnswer.Error(500, "EMULATOR_FAILURE", failure.ToString());
        }
    }

    private HttpAnswer Run(IncomingRequest request)
    {
        RestException.ThrowIf(
            portal.Options.LimitRequestRate && !portal.Rate.TryAdd(request.RemoteAddress), "QUERY_LIMIT_EXCEEDED", "Too many requests", 503);
        RestAddress address = RestAddress.Parse(request.Path) ?? throw MethodNotFound();
        RestException.ThrowIf(address.Transport == "xml", "TRANSPORT_NOT_EMULATED", "The emulator supports only JSON");
        RestException.ThrowIf(portal.IsStopped, "PORTAL_DELETED", "Portal was deleted", 403);
        if (address.Method == FileDownload.MethodName && PhpValue.IsTrue(request.Query["token"]))
        {
            return FileDownload.Answer(portal, request);
        }

        RestMethod method = MethodTable.Find(address.Method) ?? throw MethodNotFound();
        JsonObject parameters = request.Parameters.DeepClone().AsObject();
        if (address.UserId is not null)
        {
            parameters["aplogin"] = address.UserId;
            parameters["ap"] = address.Code;
        }

        Credential credential = CallerAuthorization.Authorize(portal, portal.Authorization, request, parameters, method.Scope);
        return HttpAnswer.Php(200, runner.Run(method, address.Method, parameters, credential));
    }

    private static RestException MethodNotFound() => new("ERROR_METHOD_NOT_FOUND", "Method not found!", 404);
}
