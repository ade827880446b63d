namespace Bitrix24.Imbot.Emulator.Forms;

/// <summary>A user in the form that the API returns to bots, without botData, avatarHr, and network (docs/portal/users.md, "User object").</summary>
internal static class UserForm
{
    public static JsonObject InAnswer(PortalState portal, User user) => Create(user, PortalClock.Text(portal.Clock.Now));

    /// <summary>In events, the online dates are always false (docs/portal/events.md, "Members in events").</summary>
    public static JsonNode InEvent(User? user) => user is null ? new JsonArray() : Create(user, false);

    public static JsonArray List(PortalState portal, IEnumerable<int> userIds) =>
        new([.. userIds.Select(portal.FindUser).OfType<User>().Select(user => InAnswer(portal, user))]);

    private static JsonObject Create(User user, JsonNode lastActivity) => new()
    {
        ["id"] = user.Id,
        ["active"] = user.IsActive,
        ["name"] = user.Name,
        ["firstName"] = user.FirstName,
        ["lastName"] = user.LastName,
        ["workPosition"] = user.WorkPosition,
        ["color"] = user.Color,
        ["avatar"] = user.Avatar,
        ["gender"] = user.Gender == "F" ? "F" : "M",
        ["birthday"] = "",
        ["extranet"] = user.IsExtranet,
        ["bot"] = user.IsBot,
        ["connector"] = false,
        ["externalAuthId"] = user.IsBot ? "bot" : "default",
        ["status"] = "online",
        ["idle"] = false,
        ["lastActivityDate"] = lastActivity,
        ["mobileLastDate"] = false,
        ["desktopLastDate"] = false,
        ["absent"] = false,
        ["departments"] = user.IsBot || user.IsExtranet ? new JsonArray() : new JsonArray([.. user.DepartmentIds.Select(id => (JsonNode)id)]),
        ["phones"] = false,
        ["type"] = user.IsBot ? "bot" : user.IsExtranet ? "extranet" : "employee",
        ["website"] = "",
        ["email"] = user.Email,
    };
}
