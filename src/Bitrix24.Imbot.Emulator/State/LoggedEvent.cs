namespace Bitrix24.Imbot.Emulator.State;

/// <summary>An event in the queue of a bot or user.</summary>
internal sealed record LoggedEvent(int Id, int UserId, string Type, DateTimeOffset Date, JsonObject Data)
{
    /// <summary>The JSON that callers receive. It is written only once, because an event never changes.</summary>
    public RawJson Form { get; } = new(PhpJson.Write(new JsonObject
    {
        ["eventId"] = Id, ["type"] = Type, ["date"] = PortalClock.Text(Date), ["data"] = Data.DeepClone(),
    }));
}
