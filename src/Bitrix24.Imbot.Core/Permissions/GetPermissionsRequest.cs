using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Permissions;

/// <summary>
/// <c>scope</c>: the names of the scopes that the webhook or application has. Requires only the scope <c>basic</c>, and neither a bot nor a bot token
/// (docs/portal/authorization.md, "List of scopes").
/// </summary>
public sealed class GetPermissionsRequest : PortalRequest<IReadOnlyList<string>>
{
    /// <inheritdoc />
    public override ApiMethod Method => ApiMethods.Scope;

    /// <summary>Whether to return all scopes that exist on the portal.</summary>
    public bool IsFull { get; init; }

    /// <inheritdoc />
    public override JsonMap ToParameters() => new JsonMap().AddUnlessNull("full", IsFull ? true : null);

    /// <summary>Reads the names, such as <c>imbot</c>, in the order of the portal.</summary>
    /// <exception cref="B24Exception"><see cref="ConnectionErrors.AnswerUnexpected"/>.</exception>
    public override IReadOnlyList<string> ReadResult(JsonElement result) => ExpectedResult.List(result, "scopes", Method)
        .Select(item => item.TextOrNull() ?? throw ExpectedResult.Unexpected(item, "the name of a scope", Method)).ToArray();
}
