using System.Globalization;
using System.Security;
using System.Text;

namespace Milvus.Pictures;

/// <summary>The same map as SVG.</summary>
internal static class MapSvg
{
    private const int Width = 960;
    private const int Height = 480;
    private const int Margin = 24;
    private const int Line = 20;

    // The palette of P. Tol for people with deficient colour vision ("bright"), and grey for the rest.
    private static readonly string[] _colors =
        ["#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#994f00", "#888888"];

    /// <summary>The file.</summary>
    internal static byte[] Write(VectorMap map)
    {
        var height = Margin + Line + Height + Margin + (map.Groups.Count * Line) + Margin;
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
            .Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {Width + (2 * Margin)} {height}\" ")
            .Append("font-family=\"sans-serif\" font-size=\"14\">\n")
            .Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"{Margin + 6}\">{Escape(map.Title)}; {map.Plane}</text>\n");
        foreach (var point in map.Points)
        {
            var (x, y) = (Margin + (point.X * Width), Margin + Line + ((1 - point.Y) * Height));
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3\" fill=\"{_colors[point.Group % _colors.Length]}\" fill-opacity=\"0.7\"/>\n");
        }

        foreach (var (group, at) in map.Groups.Select((group, at) => (group, at)))
        {
            var y = Margin + Line + Height + Margin + (at * Line);
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Margin + 6}\" cy=\"{y - 5}\" r=\"5\" fill=\"{_colors[at]}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin + 20}\" y=\"{y}\">{Escape(group.Name)} ")
                .Append(CultureInfo.InvariantCulture, $"{Display.Number(group.Count)}</text>\n");
        }

        return Encoding.UTF8.GetBytes(svg.Append("</svg>\n").ToString());
    }

    private static string Escape(string text) => SecurityElement.Escape(text) ?? string.Empty;
}
