using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>
/// A file that is being fetched: written under a name of its own in its folder, and renamed when it is whole. Whoever looks sees the whole file or none.
/// </summary>
internal sealed class SavedFile : ILinkTarget, IDisposable
{
    private readonly SaveOptions options;
    private readonly string fallbackName;
    private FileStream? stream;
    private string? temporary;
    private string? path;
    private long written;
    private long? total;

    /// <param name="options">Where it goes.</param>
    /// <param name="fallbackName">Its name where the portal gives none.</param>
    public SavedFile(SaveOptions options, string fallbackName)
    {
        this.options = options;
        this.fallbackName = fallbackName;
    }

    /// <inheritdoc />
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

    /// <inheritdoc />
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

    /// <summary>Gives the file its name.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileExists"/>, <see cref="FileErrors.FileNotWritten"/>.</exception>
    public string Complete()
    {
        Guarded(() =>
        {
            stream!.Dispose();
            stream = null;
            options.RequireFree(path!);
            Move(temporary!, path!, options.Overwrite);
            temporary = null;
        });
        return path!;
    }

    /// <summary>Takes away what is not whole.</summary>
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
                // Whatever brought us here is the error to tell.
            }
        }
    }

    private static void Move(string source, string destination, bool overwrite)
    {
#if NET
        File.Move(source, destination, overwrite);
#else
        if (overwrite && File.Exists(destination))
        {
            File.Replace(source, destination, null);
        }
        else
        {
            File.Move(source, destination);
        }
#endif
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

    private B24Exception NotWritten(Exception exception) => FileErrors.FileNotWritten.With($"{path} cannot be written: {exception.Message}", exception);
}
