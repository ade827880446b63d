using System.Net.Sockets;
using System.Text;
using Bitrix24.Imbot.Emulator.Rest;
using Microsoft.AspNetCore.Connections.Features;

namespace Bitrix24.Imbot.Emulator.Faults;

/// <summary>Sends a response, complete or damaged.</summary>
internal static class Transmission
{
    public static async Task SendAsync(HttpContext context, HttpAnswer? answer, FaultKind? fault, CancellationToken cancellationToken)
    {
        if (answer is null)
        {
            Abort(context, isReset: fault is FaultKind.ResetBefore or FaultKind.ResetAfter);
            return;
        }

        if (fault == FaultKind.CutBody)
        {
            await SendHalfAsync(context, answer, cancellationToken);
            return;
        }

        context.Response.StatusCode = answer.Status;
        if (answer.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            context.Response.Headers[header.Key] = header.Value;
        }

        await context.Response.Body.WriteAsync(answer.Body, cancellationToken);
    }

    /// <summary>Writes directly to the socket, because the web server could close the connection before the first half is sent.</summary>
    private static async Task SendHalfAsync(HttpContext context, HttpAnswer answer, CancellationToken cancellationToken)
    {
        if (Socket(context) is Socket socket)
        {
            string head = $"HTTP/1.1 {answer.Status} Cut\r\nContent-Type: {answer.ContentType}\r\nContent-Length: {answer.Body.Length}\r\n\r\n";
            byte[] sent = [.. Encoding.ASCII.GetBytes(head), .. answer.Body.AsSpan(0, answer.Body.Length / 2)];
            await socket.SendAsync(sent, cancellationToken);
        }

        Abort(context, isReset: false);
    }

    private static void Abort(HttpContext context, bool isReset)
    {
        Socket? socket = Socket(context);
        if (isReset)
        {
            socket?.LingerState = new LingerOption(true, 0);
            socket?.Close();
        }
        else
        {
            socket?.Shutdown(SocketShutdown.Send);
        }

        context.Abort();
    }

    private static Socket? Socket(HttpContext context) => context.Features.Get<IConnectionSocketFeature>()?.Socket;
}
