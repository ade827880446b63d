using System.Globalization;
using Bitrix24.Imbot.Core.Storage;

namespace Bitrix24.Imbot.Core.Events;

/// <summary>Saves events that failed finally, one JSON object a line: date, attempts, error, and the original event.</summary>
internal sealed class DeadLetterFile(string path)
{
    /// <summary>Checks whether the file can be written, so that a wrong path is reported before an event is handled. Leaves no empty file.</summary>
    /// <exception cref="B24Exception"><see cref="EventErrors.DeadLetterNotWritten"/>.</exception>
    public void Open() => StateFiles.Run(
        () => PrivateFile.ProbeLines(path), EventErrors.DeadLetterNotWritten, $"The dead-letter file {path} could not be written");

    /// <exception cref="B24Exception"><see cref="EventErrors.DeadLetterNotWritten"/>.</exception>
    public void Add(PortalEvent item, EventFailure failure, int attempts, DateTimeOffset now)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter writer = new(line))
        {
            writer.WriteStartObject();
            writer.WriteString("date", now.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteNumber("attempts", attempts);
            writer.WriteStartObject("error");
            writer.WriteString("id", failure.ErrorId);
            writer.WriteString("message", failure.Message);
            if (failure.Position is not null)
            {
                writer.WriteString("position", failure.Position);
            }

            if (failure.Stack is not null)
            {
                writer.WriteString("stack", failure.Stack);
            }

            writer.WriteEndObject();
            writer.WritePropertyName("event");
            item.Json.WriteTo(writer);
            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        StateFiles.Run(() => PrivateFile.AppendLine(path, line.ToArray()), EventErrors.DeadLetterNotWritten, $"Event {item.EventId} could not be written to {path}");
    }
}
