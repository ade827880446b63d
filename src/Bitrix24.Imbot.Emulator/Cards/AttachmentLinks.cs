namespace Bitrix24.Imbot.Emulator.Cards;

/// <summary>The blocks of an attachment that link to a user or a URL.</summary>
internal static class AttachmentLinks
{
    public static JsonObject? User(FieldMap part)
    {
        if (PhpText.Trim(part["NAME"]).Length == 0)
        {
            return null;
        }

        JsonObject user = new() { ["NAME"] = PhpText.WithoutLineBreaks(PhpText.Argument(part["NAME"])), ["AVATAR_TYPE"] = "USER" };
        if (part.Has("NETWORK_ID"))
        {
            user["NETWORK_ID"] = NetworkId(part);
        }
        else if (FirstId(part, "USER_ID", "CHAT_ID", "BOT_ID") is string name)
        {
            user[name] = PhpValue.Long(part[name]);
            user["AVATAR_TYPE"] = name[..^"_ID".Length];
        }
        else
        {
            CardStyle.CopyLink(part, user, "LINK");
        }

        CardStyle.CopyLink(part, user, "AVATAR");
        if (PhpValue.Text(part["AVATAR_TYPE"]) is string type and ("CHAT" or "USER" or "BOT"))
        {
            user["AVATAR_TYPE"] = type;
        }

        return user;
    }

    public static JsonObject? Link(FieldMap part)
    {
        if (Target(part) is not JsonObject link)
        {
            return null;
        }

        CardStyle.Copy(part, link, "DESC");
        if (part.Has("HTML"))
        {
            CardStyle.Copy(part, link, "HTML");
        }
        else if (CardStyle.IsLink(part["PREVIEW"]))
        {
            CardStyle.Copy(part, link, "PREVIEW");
            CardStyle.CopyNumber(part, link, "WIDTH");
            CardStyle.CopyNumber(part, link, "HEIGHT");
        }

        return link;
    }

    public static JsonObject? RichLink(FieldMap part)
    {
        if (Target(part) is not JsonObject link)
        {
            return null;
        }

        foreach (string name in (ReadOnlySpan<string>)["DESC", "HTML"])
        {
            if (part.Has(name))
            {
                link[name] = PhpText.WithoutLineBreaks(PhpText.Trim(part[name]));
            }
        }

        if (CardStyle.IsLink(part["PREVIEW"]))
        {
            FieldMap size = FieldMap.From(part["PREVIEW_SIZE"]);
            CardStyle.Copy(part, link, "PREVIEW");
            link["PREVIEW_SIZE"] = new JsonObject { ["HEIGHT"] = size["HEIGHT"]?.DeepClone() ?? 0, ["WIDTH"] = size["WIDTH"]?.DeepClone() ?? 0 };
        }
        else
        {
            CardStyle.CopyLink(part, link, "EXTRA_IMAGE");
        }

        return link;
    }

    /// <summary>The target of a link with its name; null if the link has no target.</summary>
    private static JsonObject? Target(FieldMap part)
    {
        JsonObject link = [];
        if (part.Has("NETWORK_ID") && part.Has("NAME"))
        {
            link["NETWORK_ID"] = NetworkId(part);
        }
        else if (part.Has("NAME") && FirstId(part, "USER_ID", "CHAT_ID") is string name)
        {
            link[name] = PhpValue.Long(part[name]);
        }
        else if (!CardStyle.IsLink(part["LINK"]))
        {
            return null;
        }

        if (part.Has("NAME"))
        {
            link["NAME"] = PhpText.WithoutLineBreaks(PhpText.Trim(part["NAME"]));
        }

        CardStyle.Copy(part, link, "LINK");
        return link;
    }

    private static string? FirstId(FieldMap part, params string[] names) => Array.Find(names, name => PhpValue.Integer(part[name]) > 0);

    private static string NetworkId(FieldMap part)
    {
        string id = PhpText.Argument(part["NETWORK_ID"]);
        string first = PhpText.First(id, 1);
        return PhpText.EscapeHtml(first) + PhpNumber.ToInteger(id[first.Length..]);
    }
}
