using NetTopologySuite.Geometries;

namespace Milvus.Embedded.Geometries;

/// <summary>Distances in metres between positions in degrees, as computed by Milvus.</summary>
internal static class Distances
{
    private const double EarthRadius = 6371000;
    private const double MetersPerDegree = 111320;

    /// <summary>
    /// The distance along a great circle (haversine formula) if both are points. Otherwise the distance in degrees, times the average
    /// metres per degree at the latitude of the point.
    /// </summary>
    public static double Meters(Geometry geometry, Point point) => geometry switch
    {
        { IsEmpty: true } => double.NaN,
        Point other => GreatCircle(other, point),
        _ => geometry.Distance(point) * MetersPerDegree * Math.Sqrt((1 + Math.Pow(Math.Cos(double.DegreesToRadians(point.Y)), 2)) / 2),
    };

    private static double GreatCircle(Point from, Point to)
    {
        var latitude = Math.Sin(double.DegreesToRadians(to.Y - from.Y) / 2);
        var longitude = Math.Sin(double.DegreesToRadians(to.X - from.X) / 2);
        var half =
            latitude * latitude
            + Math.Cos(double.DegreesToRadians(from.Y)) * Math.Cos(double.DegreesToRadians(to.Y)) * longitude * longitude;
        return 2 * EarthRadius * Math.Atan2(Math.Sqrt(half), Math.Sqrt(1 - half));
    }
}
