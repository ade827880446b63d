using System.Diagnostics.CodeAnalysis;

namespace Bitrix24.Imbot.Emulator.Rest;

/// <summary>
/// The exception for a call that the portal refuses. Controllers use status 400 for all codes (docs/portal/errors.md, "HTTP statuses").
/// </summary>
internal sealed class RestException(string code, string? description = null, int status = 400) : Exception(description ?? code)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    public static void ThrowIf([DoesNotReturnIf(true)] bool isRefused, string code, string? description = null, int status = 400)
    {
        if (isRefused)
        {
            throw new RestException(code, description, status);
        }
    }
}
