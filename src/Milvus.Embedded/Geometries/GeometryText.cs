using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Milvus.Embedded.Geometries;

/// <summary>Parses well-known text (OGC Simple Features).</summary>
internal static class GeometryText
{
    /// <returns>The geometry; null if the text is not one.</returns>
    public static Geometry? Read(string text)
    {
        if (!WellKnownText.IsFormed(text))
        {
            return null;
        }

        try
        {
            // A reader is not thread-safe, and is cheap to create.
            return new WKTReader { IsOldNtsCoordinateSyntaxAllowed = false }.Read(text);
        }
        catch (Exception exception) when (exception is ParseException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}
