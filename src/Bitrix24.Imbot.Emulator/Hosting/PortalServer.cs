using System.Diagnostics;
using Bitrix24.Imbot.Emulator.Actions;
using Bitrix24.Imbot.Emulator.Engine;
using Bitrix24.Imbot.Emulator.Faults;
using Bitrix24.Imbot.Emulator.Recording;
using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Hosting;

/// <summary>Handles every request to the portal: records it, applies faults, executes the call, and answers.</summary>
internal sealed class PortalServer(HostedPortal hosted, CancellationToken stopping)
{
    private readonly Portal portal = hosted.Portal;
    private readonly RestEndpoint rest = new(hosted.Portal);

    public async Task HandleAsync(HttpContext context, IncomingRequest request, CancellationToken ended)
    {
        long arrived = Stopwatch.GetTimestamp();
        bool isTokenEndpoint = request.Path.TrimEnd('/') == "/oauth/token";
        string method = isTokenEndpoint ? Fault.TokenEndpoint : RestEndpoint.MethodName(request);
        RecordedRequest record = hosted.Requests.Begin(Describe(context, request, method));
        Fault? fault = hosted.Faults.Dequeue(method);
        HttpAnswer? executed = null;
        if (fault?.Kind is FaultKind.SlowSend or FaultKind.UnfinishedSend)
        {
            await HoldKeyAsync(request, fault);
        }

        if (fault?.IsExecuted != false)
        {
            executed = isTokenEndpoint ? portal.Authorization.Answer(new CallParameters(request.Parameters))
                : request.IsUnder("/rest") ? rest.Answer(request)
                : HttpAnswer.Html(404, "404 Not Found");
        }

        HttpAnswer? answer = fault is null ? executed : FaultAnswers.Choose(fault, executed, request);
        record = hosted.Requests.Replace(record, record with { Fault = fault?.Kind, Executed = executed is not null });
        portal.Changes.Signal();
        await WaitAsync(fault, ended);
        hosted.Requests.Replace(
            record, record with { Status = answer?.Status, Answer = answer?.Text ?? "", Duration = Stopwatch.GetElapsedTime(arrived) });
        portal.Changes.Signal();
        await Transmission.SendAsync(context, answer, fault?.Kind, ended);
    }

    /// <summary>Reserves the idempotency key before the message is sent, like a portal that is still storing the message.</summary>
    private async Task HoldKeyAsync(IncomingRequest request, Fault fault)
    {
        string? key = PhpValue.Text((request.Parameters["fields"] as JsonObject)?["templateId"]);
        if (!IdempotencyKeys.IsKey(key))
        {
            return;
        }

        lock (portal.Gate)
        {
            if (portal.Keys.IsTaken(key!))
            {
                return;
            }

            portal.Keys.Reserve(key!);
        }

        portal.Changes.Signal();

        if (fault.Kind == FaultKind.SlowSend)
        {
            // The portal continues even if the caller has disconnected.
            await Task.Delay(fault.DelayMilliseconds ?? 0, stopping);
            lock (portal.Gate)
            {
                portal.Keys.Release(key!);
            }
        }
    }

    private static async Task WaitAsync(Fault? fault, CancellationToken ended)
    {
        if (fault?.Kind is FaultKind.Hang or FaultKind.HangToken)
        {
            await Task.Delay(fault.DelayMilliseconds ?? Timeout.Infinite, ended);
        }
        else if (fault is { Kind: not FaultKind.SlowSend, DelayMilliseconds: int delay })
        {
            await Task.Delay(delay, ended);
        }
    }

    private RecordedRequest Describe(HttpContext context, IncomingRequest request, string method)
    {
        RequestSubject subject = RequestSubject.Read(portal, request.Parameters);
        return new RecordedRequest(
            Sequence: 0,
            portal.Clock.Now,
            request.HttpMethod,
            request.Path,
            request.QueryText,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            request.Body,
            method,
            context.Connection.Id,
            subject.BotId,
            subject.DialogId,
            subject.Words);
    }
}
