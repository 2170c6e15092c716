using System.Globalization;

namespace Milvus.Pictures;

/// <summary>Vectors as points of a plane, grouped by a label.</summary>
internal sealed class VectorMap
{
    private const int MaxGroups = 8;
    private const string Others = "other";
    private const string NoLabel = "(none)";

    private VectorMap(string title, double share, IReadOnlyList<MapPoint> points, IReadOnlyList<(string Name, int Count)> groups)
    {
        Title = title;
        Plane = string.Create(CultureInfo.InvariantCulture, $"the plane shows {share * 100:0}% of the variance");
        Points = points;
        Groups = groups;
    }

    /// <summary>What is shown.</summary>
    internal string Title { get; }

    /// <summary>How much the plane shows.</summary>
    internal string Plane { get; }

    /// <summary>The points, from 0 to 1 in both directions.</summary>
    internal IReadOnlyList<MapPoint> Points { get; }

    /// <summary>The labels with the number of their points; empty without labels.</summary>
    internal IReadOnlyList<(string Name, int Count)> Groups { get; }

    /// <summary>The map of some vectors.</summary>
    /// <param name="title">What they are.</param>
    /// <param name="vectors">The vectors.</param>
    /// <param name="labels">The label of each; null for a map without labels.</param>
    internal static VectorMap Create(string title, IReadOnlyList<float[]> vectors, IReadOnlyList<string>? labels)
    {
        var axes = PrincipalAxes.Find(vectors);
        var (x, y) = (Range(axes.First), Range(axes.Second));

        // Both axes have one scale, so that distances in the picture are comparable: the picture is twice as wide as high.
        var unit = Math.Max(x.Size, y.Size * 2);
        unit = unit > 0 ? unit : 1;
        var groups = labels is null ? [] : Group(labels);
        var places = groups.Select((group, at) => (group.Name, at))
            .ToDictionary(pair => pair.Name, pair => pair.at, StringComparer.Ordinal);
        var points = vectors.Select((_, at) => new MapPoint(
            0.5 + ((axes.First[at] - x.Middle) / unit),
            0.5 + ((axes.Second[at] - y.Middle) / unit * 2),
            labels is null ? 0 : places.GetValueOrDefault(Name(labels[at]), places.Count - 1))).ToList();
        return new VectorMap(
            title,
            axes.Share,
            points,
            groups);
    }

    private static List<(string Name, int Count)> Group(IReadOnlyList<string> labels)
    {
        var groups = labels.Select(Name).GroupBy(name => name, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Count: group.Count()))
            .OrderByDescending(group => group.Count)
            .ThenBy(group => group.Name, StringComparer.Ordinal)
            .ToList();
        return groups.Count <= MaxGroups
            ? groups
            : [.. groups.Take(MaxGroups - 1), (Others, groups.Skip(MaxGroups - 1).Sum(group => group.Count))];
    }

    private static string Name(string label) => label.Length > 0 ? label : NoLabel;

    private static (double Middle, double Size) Range(double[] places) =>
        ((places.Max() + places.Min()) / 2, places.Max() - places.Min());
}
