namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>The method imbot.v2.Revision.get, which requires neither botId nor botToken (docs/portal/bots.md, "Revision").</summary>
internal static class RevisionMethods
{
    public static JsonNode Get(RestCall call) => new JsonObject
    {
        ["rest"] = call.Portal.Options.Revision, ["web"] = 131, ["mobile"] = 24, ["desktop"] = 6,
    };
}
