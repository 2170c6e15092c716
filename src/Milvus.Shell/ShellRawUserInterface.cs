using System.Globalization;
using System.Management.Automation.Host;

namespace Milvus.Shell;

/// <summary>The size of the screen, which is all that views need. Other features of a console are refused with an error that names
/// them.</summary>
internal sealed class ShellRawUserInterface : PSHostRawUserInterface
{
    private const int WidthOfFiles = 120;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Size BufferSize
    {
        get => new(Width(), 300);
        set => throw Unsupported("setting the buffer's size");
    }

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Size MaxWindowSize => WindowSize;

    public override Coordinates WindowPosition { get; set; }

    public override Size WindowSize
    {
        get => new(Width(), Console.IsOutputRedirected ? 50 : Math.Max(1, Console.WindowHeight));
        set => throw Unsupported("setting the window's size");
    }

    public override string WindowTitle { get; set; } = "Milvus";

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Unsupported("reading the screen");

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        var key = Console.ReadKey(options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, 0, keyDown: true);
    }

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw Unsupported("scrolling");

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => Console.Clear();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw Unsupported("drawing on the screen");

    private static int Width()
    {
        if (
            int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
            && columns > 0)
        {
            return columns;
        }

        return Console.IsOutputRedirected ? WidthOfFiles : Math.Max(1, Console.WindowWidth);
    }

    private static NotSupportedException Unsupported(string what) => new($"Milvus.Shell does not support {what}: use pwsh.");
}
