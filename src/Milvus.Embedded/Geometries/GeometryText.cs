using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Milvus.Embedded.Geometries;

/// <summary>Reads well-known text.</summary>
internal static class GeometryText
{
    /// <returns>Null if the text is not a geometry.</returns>
    public static Geometry? Read(string text)
    {
        if (!WellKnownText.IsFormed(text))
        {
            return null;
        }

        try
        {
            // A reader is not safe for several threads, and cheap.
            return new WKTReader { IsOldNtsCoordinateSyntaxAllowed = false }.Read(text);
        }
        catch (Exception exception) when (exception is ParseException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}
