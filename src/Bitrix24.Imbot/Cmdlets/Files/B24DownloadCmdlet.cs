using System.ComponentModel;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Files;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Cmdlets.Files;

/// <summary>Base class of cmdlets that download files.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24DownloadCmdlet : B24SessionCmdlet
{
    private readonly HashSet<string> saved = new(StringComparer.OrdinalIgnoreCase);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityArgument(nameof(FileId))]
    [AllowEmptyCollection]
    [ValidateRange(1L, long.MaxValue)]
    public long[] FileId { get; set; } = [];

    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected sealed override void ProcessRecord()
    {
        B24Session session = RequireSession();
        string destination = Demand(Destination, () => FilePaths.Resolve(this, Destination));
        foreach (long fileId in FileId)
        {
            TryFor(fileId, () => Save(session, fileId, destination));
        }
    }

    /// <summary>Creates the request for the download link of a file.</summary>
    private protected abstract PortalRequest<Secret> RequestFor(B24Session session, long fileId);

    private void Save(B24Session session, long fileId, string destination)
    {
        TransferDisplay display = new(this, $"Saving file {fileId}");
        SaveOptions options = new(destination, IsFolder(destination)) { Overwrite = Force, Progress = display, IsTaken = saved.Contains };
        PortalRequest<Secret> request = RequestFor(session, fileId);
        if (!options.IsFolder)
        {
            options.RequireFree(options.Destination);
        }

        if (!ShouldProcess(options.Destination, $"Save file {fileId} from {NameOf(session)}"))
        {
            return;
        }

        string path = display.Around(() => Await((observer, cancellation) => session.SaveFileAsync(request, options, $"file-{fileId}", observer, cancellation)));
        saved.Add(path);
        WriteObject(InvokeProvider.Item.Get([path], force: true, literalPath: true), enumerateCollection: true);
    }

    private bool IsFolder(string destination)
    {
        bool isNamedAsFolder = Destination.EndsWith("/", StringComparison.Ordinal) || Destination.EndsWith("\\", StringComparison.Ordinal);
        if (isNamedAsFolder && !Directory.Exists(destination))
        {
            throw FileErrors.FileNotWritten.With($"The folder '{destination}' doesn't exist.");
        }

        return isNamedAsFolder || Directory.Exists(destination);
    }
}
