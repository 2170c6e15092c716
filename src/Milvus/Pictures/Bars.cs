namespace Milvus.Pictures;

/// <summary>Bars of characters.</summary>
internal static class Bars
{
    private const int Parts = 8;

    // Block elements of Unicode: one to seven eighths.
    private const string Eighths = "▏▎▍▌▋▊▉";

    /// <summary>A bar that takes a share of some columns, at least a trace of one if the share is not 0.</summary>
    internal static string Draw(double share, int cells, PictureStyle style)
    {
        var shown = Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1);
        if (style.IsAscii)
        {
            return new string('#', shown > 0 ? Math.Max(1, (int)Math.Round(shown * cells)) : 0);
        }

        var eighths = shown > 0 ? Math.Max(1, (int)Math.Round(shown * cells * Parts)) : 0;
        var rest = eighths % Parts;
        return new string('█', eighths / Parts) + (rest > 0 ? Eighths[rest - 1] : string.Empty);
    }
}
