using System.Management.Automation.Host;

namespace Bitrix24.Imbot.Handlers;

/// <summary>The raw user interface of the console without keyboard input.</summary>
internal sealed class HandlerRawUserInterface(PSHostRawUserInterface inner) : PSHostRawUserInterface
{
    public override ConsoleColor BackgroundColor { get => inner.BackgroundColor; set => inner.BackgroundColor = value; }
    public override Size BufferSize { get => inner.BufferSize; set => inner.BufferSize = value; }
    public override Coordinates CursorPosition { get => inner.CursorPosition; set => inner.CursorPosition = value; }
    public override int CursorSize { get => inner.CursorSize; set => inner.CursorSize = value; }
    public override ConsoleColor ForegroundColor { get => inner.ForegroundColor; set => inner.ForegroundColor = value; }
    public override bool KeyAvailable => false;
    public override Size MaxPhysicalWindowSize => inner.MaxPhysicalWindowSize;
    public override Size MaxWindowSize => inner.MaxWindowSize;
    public override Coordinates WindowPosition { get => inner.WindowPosition; set => inner.WindowPosition = value; }
    public override Size WindowSize { get => inner.WindowSize; set => inner.WindowSize = value; }
    public override string WindowTitle { get => inner.WindowTitle; set => inner.WindowTitle = value; }

    public override void FlushInputBuffer() => inner.FlushInputBuffer();

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => inner.GetBufferContents(rectangle);

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw HandlerUserInterface.Refuse("a key");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        inner.ScrollBufferContents(source, destination, clip, fill);

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => inner.SetBufferContents(origin, contents);

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => inner.SetBufferContents(rectangle, fill);
}
