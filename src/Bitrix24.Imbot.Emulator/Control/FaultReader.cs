using Bitrix24.Imbot.Emulator.Faults;

namespace Bitrix24.Imbot.Emulator.Control;

/// <summary>Reads a fault from JSON. The names are those of the properties of <see cref="Fault"/> in camelCase.</summary>
internal static class FaultReader
{
    public static Fault Read(JsonNode node)
    {
        FieldMap fields = new(node as JsonObject ?? throw new ControlException(400, "A fault must be an object."));
        if (!Enum.TryParse(fields.Text("kind"), ignoreCase: true, out FaultKind kind) || !Enum.IsDefined(kind))
        {
            string kinds = string.Join(", ", Enum.GetNames<FaultKind>());
            throw new ControlException(400, $"'{fields.Text("kind")}' is not a kind of fault. Specify one of these kinds: {kinds}.");
        }

        return new Fault(kind, fields.Text("method"), Integer(fields, "count") ?? 1)
        {
            Skip = Integer(fields, "skip") ?? 0,
            Status = Integer(fields, "status"),
            RetryAfter = fields.Text("retryAfter") is { Length: > 0 } seconds ? seconds : null,
            DelayMilliseconds = Integer(fields, "delayMilliseconds"),
            Location = fields.Text("location"),
            Error = fields.Text("error"),
            Body = fields.Text("body"),
            ContentType = fields.Text("contentType"),
            Executes = fields.Has("executes") ? PhpValue.IsFlagSet(fields["executes"]) : null,
        };
    }

    private static int? Integer(FieldMap fields, string name) => fields.Has(name) ? PhpValue.Integer(fields[name]) : null;
}
