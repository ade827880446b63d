using System.Management.Automation.Host;

namespace Bitrix24.Imbot.Handlers;

/// <summary>The raw user interface of the console without keyboard input.</summary>
internal sealed class HandlerRawUserInterface(PSHostRawUserInterface inner) : PSHostRawUserInterface
{
    /// <inheritdoc />
    public override ConsoleColor BackgroundColor
    {
        get => inner.BackgroundColor;
        set => inner.BackgroundColor = value;
    }

    /// <inheritdoc />
    public override Size BufferSize
    {
        get => inner.BufferSize;
        set => inner.BufferSize = value;
    }

    /// <inheritdoc />
    public override Coordinates CursorPosition
    {
        get => inner.CursorPosition;
        set => inner.CursorPosition = value;
    }

    /// <inheritdoc />
    public override int CursorSize
    {
        get => inner.CursorSize;
        set => inner.CursorSize = value;
    }

    /// <inheritdoc />
    public override ConsoleColor ForegroundColor
    {
        get => inner.ForegroundColor;
        set => inner.ForegroundColor = value;
    }

    /// <inheritdoc />
    public override bool KeyAvailable => false;

    /// <inheritdoc />
    public override Size MaxPhysicalWindowSize => inner.MaxPhysicalWindowSize;

    /// <inheritdoc />
    public override Size MaxWindowSize => inner.MaxWindowSize;

    /// <inheritdoc />
    public override Coordinates WindowPosition
    {
        get => inner.WindowPosition;
        set => inner.WindowPosition = value;
    }

    /// <inheritdoc />
    public override Size WindowSize
    {
        get => inner.WindowSize;
        set => inner.WindowSize = value;
    }

    /// <inheritdoc />
    public override string WindowTitle
    {
        get => inner.WindowTitle;
        set => inner.WindowTitle = value;
    }

    /// <inheritdoc />
    public override void FlushInputBuffer() => inner.FlushInputBuffer();

    /// <inheritdoc />
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => inner.GetBufferContents(rectangle);

    /// <inheritdoc />
    public override KeyInfo ReadKey(ReadKeyOptions options) => throw HandlerPrompts.Refuse("a key");

    /// <inheritdoc />
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        inner.ScrollBufferContents(source, destination, clip, fill);

    /// <inheritdoc />
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => inner.SetBufferContents(origin, contents);

    /// <inheritdoc />
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => inner.SetBufferContents(rectangle, fill);
}
