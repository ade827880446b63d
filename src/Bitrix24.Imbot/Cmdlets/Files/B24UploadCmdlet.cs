using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Cmdlets.Files;

/// <summary>Base class of cmdlets that upload each file to each dialog.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24UploadCmdlet : B24SessionCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string RecipientSet = "Recipient";
    private const string RecipientLiteralSet = "RecipientLiteralPath";

    private bool namesFiles;
    private bool namesDialogs;

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("UserId")]
    [IdentityArgument(nameof(DialogId))]
    [ArgumentCompleter(typeof(DialogIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DialogId { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = RecipientSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Parameter(Mandatory = true, ParameterSetName = RecipientLiteralSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RecipientSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RecipientLiteralSet)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    [TextArgument]
    [AllowEmptyString]
    [AllowNull]
    public string? Message { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        namesFiles = MyInvocation.BoundParameters.ContainsKey(nameof(Path)) || MyInvocation.BoundParameters.ContainsKey(nameof(LiteralPath));
        namesDialogs = MyInvocation.BoundParameters.ContainsKey(nameof(DialogId));
    }

    protected sealed override void ProcessRecord() => TryFor(InputObject, () => SendFiles(RequireSession()));

    private void SendFiles(B24Session session)
    {
        if (namesFiles && namesDialogs && MyInvocation.ExpectingInput)
        {
            throw MessageErrors.PipelineInputUnused.With("Pipeline input can't be used, because both the files and the dialogs are specified by parameters.");
        }

        bool isLiteral = ParameterSetName is LiteralPathSet or RecipientLiteralSet;
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            TryFor(path, () =>
            {
                foreach (string file in FilePaths.Find(this, path, isLiteral))
                {
                    TryFor(file, () => SendFile(session, LocalFile.Require(file, Name)));
                }
            });
        }
    }

    private protected override string? AdviceOn(B24Exception exception) =>
        exception.Kind == FileErrors.PathNotFile ? "Specify the path of a file on a file system drive. To send the files in a folder, use a wildcard, such as reports/*." : null;

    /// <summary>Gets the default dialog. Throws a terminating error if there is none.</summary>
    private protected abstract string RequireDialog();

    /// <summary>Creates the request for one file and one dialog.</summary>
    private protected abstract PortalRequest<StoredFile> RequestFor(B24Session session, string dialogId, LocalFile file, IProgress<TransferProgress> progress);

    /// <summary>Gets the dialog from the pipeline object; null if it contains none.</summary>
    private string? RecipientInput() => namesFiles && MyInvocation.ExpectingInput ? PipedDialog.TryGet(InputObject) : null;

    private void SendFile(B24Session session, LocalFile file)
    {
        foreach (string dialogId in DialogId.Length > 0 ? DialogId : [RecipientInput() ?? Demand(file.Path, RequireDialog)])
        {
            TryFor(file.Path, () =>
            {
                TransferDisplay display = new(this, $"Sending {file.Name}");
                PortalRequest<StoredFile> request = RequestFor(session, dialogId, file, display);
                if (ShouldProcess($"{dialogId} on {NameOf(session)}", $"Send file {file.Path} ({file.Size} bytes)"))
                {
                    WriteObject(display.Around(() => Send(session, request)));
                }
            });
        }
    }
}
