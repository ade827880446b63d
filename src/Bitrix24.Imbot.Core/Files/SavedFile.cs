using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>
/// A file that is being downloaded. It is written to a temporary file in the same folder and renamed when complete, so that no partial file is
/// visible under its name.
/// </summary>
internal sealed class SavedFile(SaveOptions options, string fallbackName) : ILinkTarget, IDisposable
{
    private FileStream? stream;
    private string? temporary;
    private string? path;
    private long written;
    private long? total;

    public void Begin(string? name, long? length)
    {
        Discard();
        string wanted = options.IsFolder ? Path.Combine(options.Destination, SafeFileName.Create(name, fallbackName)) : options.Destination;
        options.RequireFree(wanted);
        path = wanted;
        total = length;
        written = 0;
        temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid().ToString("N").Substring(0, 8)}.part");
        Guarded(() => stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.Asynchronous));
    }

    public async Task WriteAsync(byte[] buffer, int count, CancellationToken cancellation)
    {
        try
        {
            await stream!.WriteAsync(buffer, 0, count, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(exception);
        }

        written += count;
        options.Progress?.Report(new TransferProgress(written, total));
    }

    /// <summary>Renames the completed file.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileExists"/>, <see cref="FileErrors.FileNotWritten"/>.</exception>
    public string Complete()
    {
        Guarded(() =>
        {
            stream!.Dispose();
            stream = null;
            options.RequireFree(path!);
            PrivateFile.Move(temporary!, path!, options.Overwrite);
            temporary = null;
        });
        return path!;
    }

    public void Dispose() => Discard();

    private void Discard()
    {
        stream?.Dispose();
        stream = null;
        if (temporary is { } unfinished)
        {
            temporary = null;
            try
            {
                File.Delete(unfinished);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Report the original error instead.
            }
        }
    }

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotWritten(exception);
        }
    }

    private B24Exception NotWritten(Exception exception) => FileErrors.FileNotWritten.With($"{path} could not be written: {exception.Message}", exception);
}
