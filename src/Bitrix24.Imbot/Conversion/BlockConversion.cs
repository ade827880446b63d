using System.Collections;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Converts hashtables and objects with the names of the REST documentation to attachment blocks: <c>@{ MESSAGE = 'text' }</c>.</summary>
internal static class BlockConversion
{
    private const string Message = "MESSAGE";
    private static readonly string[] Kinds = [Message, "LINK", "USER", "GRID", "IMAGE", "FILE", "DELIMITER"];

    /// <summary>
    /// Converts an object to blocks; returns null for an object that isn't a block, such as a table row. The keys of hashtables are not case-sensitive if their values
    /// fit the block type.
    /// </summary>
    /// <exception cref="B24Exception">The block is invalid.</exception>
    public static IEnumerable<AttachmentBlock>? Find(object? item)
    {
        object? value = RestMembers.Unwrap(item);
        (string Name, object? Value)[] members = [.. RestMembers.Get(value) ?? []];
        if (members.Length > 1 && members.All(member => Kinds.Contains(member.Name)))
        {
            throw ContentErrors.AttachmentBlockInvalid.With($"A block must have exactly one type. This block has {string.Join(", ", members.Select(member => member.Name))}.");
        }

        return members.Length == 1 && KindOf(members[0].Name, members[0].Value, value is IDictionary) is { } kind ? BlocksOf(kind, members[0].Value) : null;
    }

    /// <summary>Creates a grid row for each entry of a dictionary, with the key as the name.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>: an entry can't be read.</exception>
    public static IReadOnlyList<GridRow> ToRows(IDictionary values) => UserCode.Run(
        () => values.Keys.Cast<object>().Select(key => new GridRow { Name = CellText.From(key), Value = CellText.From(values[key]) }).ToArray(), RowUnreadable);

    /// <summary>Creates a grid row from members by name.</summary>
    /// <exception cref="B24Exception"><see cref="ContentErrors.AttachmentBlockInvalid"/>: an unknown member, or one of another type.</exception>
    public static GridRow ToRow(IDictionary members) => UserCode.Run(() => RowOf(new RestMembers(members, "A row")), RowUnreadable);

    private static B24Exception RowUnreadable(Exception exception) =>
        ContentErrors.AttachmentBlockInvalid.With($"A row can't be read: {exception.Message}", exception);

    private static GridRow RowOf(RestMembers members) => Whole(members, new GridRow
    {
        Name = members.Text("NAME"),
        Value = members.Text("VALUE"),
        Width = members.Number<int>("WIDTH"),
        Height = members.Number<int>("HEIGHT"),
        ColorToken = members.Text("COLOR_TOKEN"),
        Color = members.Text("COLOR"),
        Link = members.Text("LINK"),
        UserId = members.Number<long>("USER_ID"),
        ChatId = members.Number<long>("CHAT_ID"),
    });

    private static string? KindOf(string name, object? value, bool isDictionary) => Kinds.Contains(name) ? name
        : isDictionary && Kinds.Contains(name.ToUpperInvariant()) && (name.ToUpperInvariant() == Message) == (RestMembers.Unwrap(value) is string)
            ? name.ToUpperInvariant()
            : null;

    private static IEnumerable<AttachmentBlock> BlocksOf(string kind, object? value) => kind switch
    {
        Message => [new MessageBlock(RestMembers.Unwrap(value) is { } text ? CellText.From(text) : string.Empty)],
        "LINK" => MembersIn(kind, value).Select(LinkOf),
        "USER" => MembersIn(kind, value).Select(UserOf),
        "IMAGE" => MembersIn(kind, value).Select(ImageOf),
        "FILE" => MembersIn(kind, value).Select(FileOf),
        "GRID" => [GridOf([.. MembersIn("A row of GRID", value)])],
        _ => MembersIn(kind, value).Select(DelimiterOf),
    };

    private static IEnumerable<RestMembers> MembersIn(string kind, object? value) =>
        (RestMembers.Unwrap(value) is IList list ? list.Cast<object?>() : [value]).Select(item => new RestMembers(item, kind));

    private static LinkBlock LinkOf(RestMembers members) => Whole(members, new LinkBlock(members.Text("LINK") ?? string.Empty)
    {
        Name = members.Text("NAME"),
        Description = members.Text("DESC"),
        Html = members.Text("HTML"),
        Preview = members.Text("PREVIEW"),
        Width = members.Number<int>("WIDTH"),
        Height = members.Number<int>("HEIGHT"),
        UserId = members.Number<long>("USER_ID"),
        ChatId = members.Number<long>("CHAT_ID"),
        NetworkId = members.Text("NETWORK_ID"),
    });

    private static UserBlock UserOf(RestMembers members) => Whole(members, new UserBlock(members.Text("NAME") ?? string.Empty)
    {
        Avatar = members.Text("AVATAR"),
        Link = members.Text("LINK"),
        UserId = members.Number<long>("USER_ID"),
        ChatId = members.Number<long>("CHAT_ID"),
        BotId = members.Number<long>("BOT_ID"),
        NetworkId = members.Text("NETWORK_ID"),
        AvatarType = members.Text("AVATAR_TYPE"),
    });

    private static ImageBlock ImageOf(RestMembers members) => Whole(members, new ImageBlock(members.Text("LINK") ?? string.Empty)
    {
        Name = members.Text("NAME"),
        Preview = members.Text("PREVIEW"),
        Width = members.Number<int>("WIDTH"),
        Height = members.Number<int>("HEIGHT"),
    });

    private static FileBlock FileOf(RestMembers members) => Whole(members, new FileBlock(members.Text("LINK") ?? string.Empty)
    {
        Name = members.Text("NAME"),
        Size = members.Number<long>("SIZE"),
    });

    private static DelimiterBlock DelimiterOf(RestMembers members) => Whole(members, new DelimiterBlock
    {
        Size = members.Number<long>("SIZE") ?? DelimiterBlock.DefaultSize,
        Color = members.Text("COLOR"),
    });

    private static GridBlock GridOf(RestMembers[] rows)
    {
        string[] displays = [.. rows.Select(row => row.Text("DISPLAY")).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        if (displays.Length > 1)
        {
            throw ContentErrors.AttachmentBlockInvalid.With($"The rows of a GRID must have the same DISPLAY. Found {string.Join(" and ", displays)}. Use a separate block for each.");
        }

        GridRow[] made = [.. rows.Select(RowOf)];
        return displays.Length == 0 ? new GridBlock(made) : new GridBlock(made) { Display = displays[0] };
    }

    private static T Whole<T>(RestMembers members, T made)
    {
        members.RequireAllRead();
        return made;
    }
}
