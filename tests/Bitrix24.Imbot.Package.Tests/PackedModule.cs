namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The installed package, with a loader that loads one of its two builds.</summary>
/// <param name="Build">The folder below <c>module/bin</c>: <see cref="Editions.Core"/> or <see cref="Editions.Desktop"/>.</param>
/// <param name="Manifest">The path of the manifest.</param>
internal sealed record PackedModule(string Build, string Manifest)
{
    /// <summary>The folder of the manifest.</summary>
    public string Folder => Path.GetDirectoryName(Manifest)!;
}
