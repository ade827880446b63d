namespace Bitrix24.Imbot.Emulator.Cards;

/// <summary>Builds the blocks of an attachment with the members that a portal keeps for each kind.</summary>
internal static class AttachmentBlocks
{
    /// <summary>Only the first kind in a block counts. Some kinds create one block for each part.</summary>
    public static IEnumerable<(string Kind, JsonNode Content)> Build(FieldMap block, JsonObject attachment)
    {
        (string Kind, Func<JsonNode?, IEnumerable<JsonNode?>> Build)[] kinds =
        [
            ("USER", value => Each(value, AttachmentLinks.User)),
            ("LINK", value => Each(value, AttachmentLinks.Link)),
            ("RICH_LINK", value => Each(value, AttachmentLinks.RichLink)),
            ("MESSAGE", value => [Message(value, attachment)]),
            ("GRID", value => [All(value, Cell)]),
            ("IMAGE", value => [All(InList(value), Image)]),
            ("FILE", value => [All(InList(value), File)]),
            ("DELIMITER", value => [Delimiter(FieldMap.From(value))]),
        ];
        (string kind, Func<JsonNode?, IEnumerable<JsonNode?>>? build) = Array.Find(kinds, entry => block.Has(entry.Kind));
        return build is null ? [] : build(block[kind]).OfType<JsonNode>().Select(content => (kind, content));
    }

    private static IEnumerable<JsonNode> Each(JsonNode? value, Func<FieldMap, JsonObject?> build) =>
        (value is JsonArray list ? list.ToArray() : [value]).Select(part => build(FieldMap.From(part))).OfType<JsonObject>()
            .Select(part => new JsonArray(part));

    private static JsonArray? All(JsonNode? parts, Func<JsonNode?, JsonObject?> build)
    {
        JsonArray built = [.. PhpValue.Items(parts).Select(build).Where(part => part is not null)];
        return built.Count > 0 ? built : null;
    }

    /// <summary>Creates a list of one part, for a part that isn't in a list.</summary>
    private static JsonNode? InList(JsonNode? value) => value is JsonObject ? new JsonArray(value.DeepClone()) : value;

    private static string? Message(JsonNode? value, JsonObject attachment)
    {
        bool isObject = value is JsonObject map && map["TEXT"] is not null;
        string text = PhpText.Trim(isObject ? value!["TEXT"] : value).Replace("#BR#", "[BR]");
        if (text.Length == 0)
        {
            return null;
        }

        if (isObject && PhpValue.IsString(value!["AS_DESCRIPTION"]) && (string)value["AS_DESCRIPTION"]! == "Y")
        {
            attachment["DESCRIPTION"] = text;
        }

        return text;
    }

    private static JsonObject? Cell(JsonNode? value)
    {
        if (PhpValue.IsString(value))
        {
            // The request contains an object, but the portal expects a list.
            throw new PhpTypeException("Cannot access offset of type string on string");
        }

        FieldMap part = FieldMap.From(value);
        string name = PhpText.Trim(part["NAME"]);
        string text = PhpText.Trim(part["VALUE"]);
        string display = PhpValue.Text(part["DISPLAY"]) ?? "";
        if (display != "LINE" && name.Length == 0 && text.Length == 0)
        {
            return null;
        }

        JsonObject cell = new()
        {
            ["DISPLAY"] = display switch { "COLUMN" => "ROW", "CARD" => "LINE", "BLOCK" or "LINE" or "ROW" or "TABLE" => display, _ => "BLOCK" },
            ["NAME"] = PhpText.WithoutLineBreaks(name),
            ["VALUE"] = text.Replace("#BR#", "[BR]"),
        };
        CardStyle.CopyColor(part, cell, "COLOR");
        foreach (string number in (ReadOnlySpan<string>)["WIDTH", "HEIGHT", "USER_ID", "CHAT_ID"])
        {
            CardStyle.CopyNumber(part, cell, number);
        }

        CardStyle.CopyLink(part, cell, "LINK");
        cell["COLOR_TOKEN"] = CardStyle.Token(part["COLOR_TOKEN"]);
        return cell;
    }

    private static JsonObject? Image(JsonNode? value)
    {
        FieldMap part = FieldMap.From(value);
        if (!CardStyle.IsLink(part["LINK"]))
        {
            return null;
        }

        JsonObject image = [];
        if (PhpText.Trim(part["NAME"]) is { Length: > 0 } name)
        {
            image["NAME"] = name;
        }

        CardStyle.Copy(part, image, "LINK");
        CardStyle.CopyNumber(part, image, "WIDTH");
        CardStyle.CopyNumber(part, image, "HEIGHT");
        CardStyle.CopyLink(part, image, "PREVIEW");
        return image;
    }

    private static JsonObject? File(JsonNode? value)
    {
        FieldMap part = FieldMap.From(value);
        if (!CardStyle.IsLink(part["LINK"]))
        {
            return null;
        }

        JsonObject file = [];
        CardStyle.Copy(part, file, "LINK");
        if (PhpText.Trim(part["NAME"]) is { Length: > 0 } name)
        {
            file["NAME"] = PhpText.WithoutLineBreaks(name);
        }

        CardStyle.CopyNumber(part, file, "SIZE");
        return file;
    }

    private static JsonObject Delimiter(FieldMap part)
    {
        const int standardSize = 200;
        JsonObject delimiter = new() { ["SIZE"] = standardSize };
        CardStyle.CopyNumber(part, delimiter, "SIZE");
        CardStyle.CopyColor(part, delimiter, "COLOR");
        return delimiter;
    }
}
