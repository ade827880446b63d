using System.Text;
using System.Text.Json;
using Bitrix24.Imbot.Core.Events;

namespace Bitrix24.Imbot.Core.Tests.Events;

/// <summary>The documentation's samples, with the fetched and the pushed form of each event.</summary>
internal static class SampleEvents
{
    private static readonly JsonElement[] All = Read();

    public static IEnumerable<string> Types => All.Select(sample => sample.GetProperty("event").GetString()!);

    public static PortalEvent Fetched(string type) => new(Sample(type).GetProperty("fetched"));

    public static string Body(string type) => Sample(type).GetProperty("pushed").GetString()!;

    public static PushedEvent Pushed(string type) => PushedEvent.ReadForm(new ArraySegment<byte>(Encoding.ASCII.GetBytes(Body(type))), out _);

    private static JsonElement Sample(string type) => All.Single(sample => sample.GetProperty("event").GetString() == type);

    private static JsonElement[] Read()
    {
        using Stream stream = typeof(SampleEvents).Assembly.GetManifestResourceStream("SampleEvents.json")!;
        return [.. JsonDocument.Parse(stream).RootElement.EnumerateArray()];
    }
}
