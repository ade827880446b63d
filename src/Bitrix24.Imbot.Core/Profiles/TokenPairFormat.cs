using System.Globalization;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.Core.Profiles;

/// <summary>The file format of a token pair.</summary>
internal static class TokenPairFormat
{
    private const string Dates = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    public static JsonMap? Write(TokenPair? pair) => pair is null
        ? null
        : new JsonMap()
            .AddUnlessNull("accessToken", pair.AccessToken)
            .AddUnlessNull("refreshToken", pair.RefreshToken)
            .AddUnlessNull("scope", pair.Scope)
            .AddUnlessNull("expiresAt", pair.ExpiresAt?.ToString(Dates, CultureInfo.InvariantCulture))
            .AddUnlessNull("clientEndpoint", pair.ClientEndpoint?.AbsoluteUri)
            .AddUnlessNull("userId", pair.UserId)
            .AddUnlessNull("memberId", pair.MemberId);

    public static TokenPair? Read(JsonElement tokens) => tokens.ValueKind != JsonValueKind.Object
        ? null
        : new TokenPair
        {
            AccessToken = Secret.FromText(tokens.Text("accessToken") ?? string.Empty)!,
            RefreshToken = Secret.FromText(tokens.Text("refreshToken")),
            Scope = tokens.Text("scope"),
            ExpiresAt = tokens.Date("expiresAt"),
            ClientEndpoint = Uri.TryCreate(tokens.Text("clientEndpoint"), UriKind.Absolute, out Uri? endpoint) ? endpoint : null,
            UserId = tokens.Number("userId"),
            MemberId = tokens.Text("memberId"),
        };
}
