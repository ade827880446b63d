using Bitrix24.Imbot.Emulator.Rest;
using Bitrix24.Imbot.Emulator.Rules;

namespace Bitrix24.Imbot.Emulator.Methods;

/// <summary>
/// The member <c>properties</c> of Bot.register and Bot.update. An update is never partial: last name, gender, and position are reset if they aren't
/// sent. Only an empty name and an unknown color are skipped (docs/portal/bots.md, "Update").
/// </summary>
internal sealed class BotProperties(JsonNode? value)
{
    private const string DefaultPosition = "Chat bot";

    private readonly FieldMap values = FieldMap.From(value);

    public bool HasName => Name is { Length: > 0 } and not "0";

    private string? Name => PhpValue.Text(values.First("name", "NAME"));

    private JsonNode? Avatar => values.First("avatar", "PERSONAL_PHOTO");

    public void CheckAvatar()
    {
        if (!PhpValue.IsTrue(Avatar))
        {
            return;
        }

        // The value is Base64 text, or a pair of name and content.
        string content = PhpValue.Text(PhpValue.IsArray(Avatar) ? PhpValue.Items(Avatar).LastOrDefault() : Avatar) ?? "";
        ImageSize? size = ImageSize.Read(PhpText.DecodeBase64(content) ?? []);
        RestException.ThrowIf(size is null, "BOT_AVATAR_INCORRECT_TYPE");
        RestException.ThrowIf(size.Width > 5000 || size.Height > 5000, "BOT_AVATAR_INCORRECT_SIZE");
    }

    public void Apply(User user)
    {
        if (HasName)
        {
            user.FirstName = Name!;
        }

        user.LastName = PhpValue.Text(values.First("lastName", "LAST_NAME")) ?? "";
        user.WorkPosition = PhpValue.Text(values.First("workPosition", "WORK_POSITION")) is { Length: > 0 } position ? position : DefaultPosition;
        user.Gender = PhpValue.Text(values.First("gender", "PERSONAL_GENDER")) ?? "";
        if (ColorTable.Find(PhpValue.Text(values.First("color", "COLOR"))) is string color)
        {
            user.Color = color;
        }

        if (PhpValue.IsTrue(Avatar))
        {
            user.Avatar = $"/upload/avatar/{user.Id}";
        }
    }
}
