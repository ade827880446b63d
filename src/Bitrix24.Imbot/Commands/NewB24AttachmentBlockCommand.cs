using System.Collections;
using System.Management.Automation;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Commands;

/// <summary>Makes a block for New-B24Attachment: a text, link, person, table, picture, file or line. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.New, "B24AttachmentBlock", DefaultParameterSetName = MessageSet)]
[OutputType(typeof(AttachmentBlock))]
public sealed class NewB24AttachmentBlockCommand : B24Command
{
    private const string MessageSet = "Message";
    private const string LinkSet = "Link";
    private const string UserSet = "User";
    private const string RowSet = "Row";
    private const string GridSet = "Grid";
    private const string ImageSet = "Image";
    private const string FileSet = "File";
    private const string DelimiterSet = "Delimiter";

    /// <summary>A text with BB codes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = MessageSet)]
    [TextArgument]
    [AllowEmptyString]
    public string? Message { get; set; }

    /// <summary>The address of a link, or where a person leads: http://, https:// or a path on the portal.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = UserSet)]
    [AllowEmptyString]
    public string? Link { get; set; }

    /// <summary>The shown name of a person, chat or bot.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UserSet)]
    [AllowEmptyString]
    public string? User { get; set; }

    /// <summary>Names with values, in order: a dictionary such as [ordered]@{ Passed = 118; Failed = 0 }.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet)]
    [ValidateNotNull]
    public IDictionary? Row { get; set; }

    /// <summary>Rows with all they can have: hashtables with Name, Value, ColorToken, Color, Width, Height, Link, UserId, ChatId.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GridSet)]
    [ValidateNotNull]
    public IDictionary[]? Grid { get; set; }

    /// <summary>The address of a picture.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageSet)]
    [AllowEmptyString]
    public string? Image { get; set; }

    /// <summary>The address of a file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [AllowEmptyString]
    public string? File { get; set; }

    /// <summary>Makes a line between blocks.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DelimiterSet)]
    public SwitchParameter Delimiter { get; set; }

    /// <summary>What is shown for a link, picture or file.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = FileSet)]
    public string? Name { get; set; }

    /// <summary>Text under a link.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    public string? Description { get; set; }

    /// <summary>HTML under a link; wins over -Description.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    public string? Html { get; set; }

    /// <summary>Address of a small picture.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = ImageSet)]
    public string? Preview { get; set; }

    /// <summary>Address of a person's picture.</summary>
    [Parameter(ParameterSetName = UserSet)]
    public string? Avatar { get; set; }

    /// <summary>Shape of a person's picture.</summary>
    [Parameter(ParameterSetName = UserSet)]
    [ValidateSet("User", "Chat", "Bot")]
    public string? AvatarType { get; set; }

    /// <summary>The user to whom a link or person leads.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = UserSet)]
    [IdentityArgument(nameof(UserId))]
    public long? UserId { get; set; }

    /// <summary>The number of the chat to which a link or person leads.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = UserSet)]
    [IdentityArgument(nameof(ChatId))]
    public long? ChatId { get; set; }

    /// <summary>The bot to which a person leads.</summary>
    [Parameter(ParameterSetName = UserSet)]
    [NameOrIdArgument(nameof(BotId))]
    public NameOrId? BotId { get; set; }

    /// <summary>The user of the Bitrix24 network to whom a link or person leads.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = UserSet)]
    public string? NetworkId { get; set; }

    /// <summary>Layout of a table.</summary>
    [Parameter(ParameterSetName = RowSet)]
    [Parameter(ParameterSetName = GridSet)]
    [ValidateSet("Block", "Line", "Row", "Table")]
    public string Display { get; set; } = "Row";

    /// <summary>Width of a picture in pixels.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = ImageSet)]
    public int? Width { get; set; }

    /// <summary>Height of a picture in pixels.</summary>
    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = ImageSet)]
    public int? Height { get; set; }

    /// <summary>Size of a file in bytes, or width of a line in pixels.</summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = DelimiterSet)]
    public long? Size { get; set; }

    /// <summary>Colour of a line, #RGB or #RRGGBB.</summary>
    [Parameter(ParameterSetName = DelimiterSet)]
    public string? Color { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => TryFor(Message, () =>
    {
        AttachmentBlock block = MakeBlock();
        block.ToMap();
        WriteObject(block);
    });

    private AttachmentBlock MakeBlock() => ParameterSetName switch
    {
        LinkSet => new LinkBlock(Link!)
        {
            Name = Name,
            Description = Description,
            Html = Html,
            Preview = Preview,
            Width = Width,
            Height = Height,
            UserId = UserId,
            ChatId = ChatId,
            NetworkId = NetworkId,
        },
        UserSet => new UserBlock(User!)
        {
            Avatar = Avatar,
            Link = Link,
            UserId = UserId,
            ChatId = ChatId,
            BotId = BotId is { Id: null }
                ? throw ContentErrors.AttachmentBlockInvalid.With($"{BotId} is not a valid bot ID. An attachment block doesn't accept the code of a bot.")
                : BotId?.Id,
            NetworkId = NetworkId,
            AvatarType = AvatarType,
        },
        RowSet => new GridBlock(GridRows.OfValues(Row!)) { Display = Display },
        GridSet => new GridBlock([.. Grid!.Select(GridRows.OfMembers)]) { Display = Display },
        ImageSet => new ImageBlock(Image!) { Name = Name, Preview = Preview, Width = Width, Height = Height },
        FileSet => new FileBlock(File!) { Name = Name, Size = Size },
        DelimiterSet => new DelimiterBlock { Size = Size ?? DelimiterBlock.DefaultSize, Color = Color },
        _ => new MessageBlock(Message!),
    };
}
