namespace Bitrix24.Imbot.Emulator.Rest;

/// <summary>A call that the portal refuses. Controllers answer 400 with any code (docs/portal/errors.md, "HTTP statuses").</summary>
internal sealed class RestException(string code, string? description = null, int status = 400) : Exception(description ?? code)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
