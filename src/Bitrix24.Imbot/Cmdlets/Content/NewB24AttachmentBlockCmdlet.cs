using System.Collections;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.Cmdlets.Content;

/// <summary>Creates a block for New-B24Attachment: a text, link, person, table, image, file, or line. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.New, "B24AttachmentBlock", DefaultParameterSetName = MessageSet, HelpUri = OnlineHelp.Pages + "New-B24AttachmentBlock.html")]
[OutputType(typeof(AttachmentBlock))]
public sealed class NewB24AttachmentBlockCmdlet : B24Cmdlet
{
    private const string MessageSet = "Message";
    private const string LinkSet = "Link";
    private const string UserSet = "User";
    private const string RowSet = "Row";
    private const string GridSet = "Grid";
    private const string ImageSet = "Image";
    private const string FileSet = "File";
    private const string DelimiterSet = "Delimiter";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = MessageSet)]
    [TextArgument]
    [AllowEmptyString]
    public string? Message { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = UserSet)]
    [AllowEmptyString]
    public string? Link { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = UserSet)]
    [AllowEmptyString]
    public string? User { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = RowSet)]
    [ValidateNotNull]
    public IDictionary? Row { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = GridSet)]
    [ValidateNotNull]
    public IDictionary[]? Grid { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ImageSet)]
    [AllowEmptyString]
    public string? Image { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [AllowEmptyString]
    public string? File { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = DelimiterSet)]
    public SwitchParameter Delimiter { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = FileSet)]
    public string? Name { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    public string? Description { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    public string? Html { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = ImageSet)]
    public string? Preview { get; set; }

    [Parameter(ParameterSetName = UserSet)]
    public string? Avatar { get; set; }

    [Parameter(ParameterSetName = UserSet)]
    [ValidateSet("User", "Chat", "Bot")]
    public string? AvatarType { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = UserSet)]
    [IdentityArgument(nameof(UserId))]
    public long? UserId { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = UserSet)]
    [IdentityArgument(nameof(ChatId))]
    public long? ChatId { get; set; }

    [Parameter(ParameterSetName = UserSet)]
    [NameOrIdArgument(nameof(BotId))]
    public NameOrId? BotId { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = UserSet)]
    public string? NetworkId { get; set; }

    [Parameter(ParameterSetName = RowSet)]
    [Parameter(ParameterSetName = GridSet)]
    [ValidateSet("Block", "Line", "Row", "Table")]
    public string Display { get; set; } = "Row";

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = ImageSet)]
    public int? Width { get; set; }

    [Parameter(ParameterSetName = LinkSet)]
    [Parameter(ParameterSetName = ImageSet)]
    public int? Height { get; set; }

    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = DelimiterSet)]
    public long? Size { get; set; }

    [Parameter(ParameterSetName = DelimiterSet)]
    public string? Color { get; set; }

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
            Name = Name, Description = Description, Html = Html, Preview = Preview, Width = Width, Height = Height,
            UserId = UserId, ChatId = ChatId, NetworkId = NetworkId,
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
        RowSet => new GridBlock(BlockConversion.ToRows(Row!)) { Display = Display },
        GridSet => new GridBlock([.. Grid!.Select(BlockConversion.ToRow)]) { Display = Display },
        ImageSet => new ImageBlock(Image!) { Name = Name, Preview = Preview, Width = Width, Height = Height },
        FileSet => new FileBlock(File!) { Name = Name, Size = Size },
        DelimiterSet => new DelimiterBlock { Size = Size ?? DelimiterBlock.DefaultSize, Color = Color },
        _ => new MessageBlock(Message!),
    };
}
