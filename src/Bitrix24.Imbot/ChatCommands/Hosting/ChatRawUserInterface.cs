using System.Management.Automation.Host;

namespace Bitrix24.Imbot.ChatCommands.Hosting;

/// <summary>Reports the size of a dialog to code that formats output. A dialog has no screen buffer, cursor, or keyboard.</summary>
internal sealed class ChatRawUserInterface : PSHostRawUserInterface
{
    /// <summary>The number of characters that a message shows in one line on a wide screen.</summary>
    public const int Width = 120;

    private const int Height = 50;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.White;
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Black;
    public override Size BufferSize { get; set; } = new(Width, Height);
    public override Coordinates CursorPosition { get; set; }
    public override int CursorSize { get; set; } = 1;
    public override bool KeyAvailable => false;
    public override Size MaxPhysicalWindowSize => new(Width, Height);
    public override Size MaxWindowSize => new(Width, Height);
    public override Coordinates WindowPosition { get; set; }
    public override Size WindowSize { get; set; } = new(Width, Height);
    public override string WindowTitle { get; set; } = string.Empty;

    public override void FlushInputBuffer() { }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NoScreen();

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NoScreen();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NoScreen();

    // Called by Clear-Host. A dialog is never cleared.
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NoScreen();

    private static HostException NoScreen() => new("A chat has no screen buffer and no keyboard.");
}
