using Bitrix24.Imbot.Core.Rest;

namespace Bitrix24.Imbot.Core.Tests.Rest;

/// <summary>Records every line that a call reports, including the debug lines.</summary>
internal sealed class RecordingObserver : ICallObserver
{
    public List<string> Lines { get; } = [];

    public bool WantsDetail => true;

    public bool WantsBodies => true;

    public void Report(string line) => Lines.Add(line);

    public void Warn(string line) => Lines.Add(line);

    public void Warn(string line, B24Exception failure) => Lines.Add($"{line} {failure.Message} {failure.RecommendedAction}");

    public void Wait(string reason, TimeSpan time) => Lines.Add(reason);

    public void Show(string text) => Lines.Add(text);
}
