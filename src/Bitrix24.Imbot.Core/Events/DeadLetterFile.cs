using System.Globalization;
using System.Text.Json;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>Keeps the events that nothing could be done with, one JSON object a line: when, how often it was tried, the error, and the event as it came.</summary>
internal sealed class DeadLetterFile
{
    private readonly string path;

    public DeadLetterFile(string path)
    {
        this.path = path;
    }

    /// <summary>Makes the file where it is missing, so that a wrong path is known before an event is handled.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.DeadLetterNotWritten"/>.</exception>
    public void Open()
    {
        try
        {
            PrivateFile.AppendLine(path, []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ErrorKinds.DeadLetterNotWritten.With($"The dead-letter file {path} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Adds an event.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.DeadLetterNotWritten"/>.</exception>
    public void Add(PortalEvent item, string errorId, string error, int attempts, DateTimeOffset now)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter writer = new(line))
        {
            writer.WriteStartObject();
            writer.WriteString("date", now.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteNumber("attempts", attempts);
            writer.WriteStartObject("error");
            writer.WriteString("id", errorId);
            writer.WriteString("message", error);
            writer.WriteEndObject();
            writer.WritePropertyName("event");
            item.WriteTo(writer);
            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        try
        {
            PrivateFile.AppendLine(path, line.ToArray());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ErrorKinds.DeadLetterNotWritten.With($"Event {item.EventId} cannot be written to {path}: {exception.Message}", exception);
        }
    }
}
