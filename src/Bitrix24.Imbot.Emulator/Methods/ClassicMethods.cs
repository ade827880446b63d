using System.Globalization;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>Methods outside the bot API that scripts often call.</summary>
internal static class ClassicMethods
{
    public static JsonNode Methods(RestCall call) => Texts(MethodTable.Names);

    /// <summary>Returns the scopes of the caller, or all scopes of this portal: those of its methods, its webhook, and its application.</summary>
    public static JsonNode Scope(RestCall call)
    {
        EmulatorOptions options = call.Portal.Options;
        return Texts(PhpValue.IsTrue(call.Parameters["full"] ?? call.Parameters["FULL"])
            ? MethodTable.Scopes.Union(options.WebhookScopes).Union(options.OAuthScopes)
            : call.Credential.Scopes);
    }

    public static JsonNode ServerTime(RestCall call) => JsonValue.Create(PortalClock.Text(call.Portal.Clock.Now));

    public static JsonNode MethodGet(RestCall call)
    {
        RestMethod? method = MethodTable.Find(call.Parameters.FirstText("name", "NAME") ?? "");
        return new JsonObject { ["isExisting"] = method is not null, ["isAvailable"] = method is not null && call.Credential.Has(method.Scope) };
    }

    public static JsonNode Profile(RestCall call)
    {
        User user = call.Portal.FindUser(call.Credential.UserId)!;
        return new JsonObject
        {
            ["ID"] = user.Id.ToString(CultureInfo.InvariantCulture),
            ["ADMIN"] = user.IsAdministrator,
            ["NAME"] = user.FirstName,
            ["LAST_NAME"] = user.LastName,
            ["PERSONAL_GENDER"] = user.Gender,
            ["TIME_ZONE"] = "",
        };
    }

    public static JsonNode AppInfo(RestCall call)
    {
        string license = call.Portal.Options.Cloud ? "en_project" : "en_selfhosted";
        if (!call.Credential.IsOAuth)
        {
            return new JsonObject { ["SCOPE"] = Texts(call.Credential.Scopes), ["LICENSE"] = license };
        }

        OAuthApplication application = call.Portal.Application;
        JsonObject info = new()
        {
            ["ID"] = "1",
            ["CODE"] = application.ClientId,
            ["VERSION"] = 1,
            ["STATUS"] = application.Status,
            ["INSTALLED"] = application.IsInstalled,
            ["PAYMENT_EXPIRED"] = "N",
            ["DAYS"] = null,
            ["LANGUAGE_ID"] = call.Portal.Options.Language,
            ["LICENSE"] = license,
        };
        if (call.Portal.Options.Cloud)
        {
            info["LICENSE_TYPE"] = "project";
            info["LICENSE_FAMILY"] = "project";
        }

        return info;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
