using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Revisions;

/// <summary><c>imbot.v2.Revision.get</c>: the revisions of a portal. Requires no bot and no bot token.</summary>
public sealed class GetRevisionRequest : PortalRequest<ApiRevision>
{
    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.RevisionGet;

    /// <inheritdoc />
    public override JsonMap ToParameters() => [];

    /// <inheritdoc />
    public override ApiRevision ReadResult(JsonElement result) => new(ExpectedResult.Object(result, "revisions", Method, "rest"));
}
