using System.Text;

namespace Milvus.Pictures;

/// <summary>Draws a map with characters: each has two by four dots (Braille patterns), or one letter in ASCII.</summary>
/// <param name="map">The map.</param>
/// <param name="style">What the terminal can show.</param>
internal sealed class MapText(VectorMap map, PictureStyle style)
{
    private const int DotsAcross = 2;
    private const int DotsDown = 4;
    private const int Braille = 0x2800;
    private const int Gap = 2;
    private const string Densities = ".:*#";

    // The bits of a Braille pattern, by column and row of its dots.
    private static readonly int[,] _bits = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

    private int Columns => style.Width;

    // A character is twice as high as wide, so the picture is twice as wide as high.
    private int Rows => style.Width / 4;

    /// <summary>The title, the points, and the labels.</summary>
    internal IEnumerable<string> Draw()
    {
        foreach (var line in style.CountCells(map.Title) + style.CountCells(map.Plane) + Gap <= style.Width
            ? [$"{map.Title}; {map.Plane}"]
            : new[] { map.Title, map.Plane })
        {
            yield return style.Fit(line, style.Width).TrimEnd();
        }

        // A map without height has empty lines above and below.
        var lines = (style.IsAscii ? DrawLetters() : DrawDots()).ToList();
        var last = lines.FindLastIndex(line => line.Length > 0);
        foreach (var line in lines.Take(last + 1).SkipWhile(line => line.Length == 0))
        {
            yield return line;
        }

        foreach (var line in DrawLegend())
        {
            yield return line;
        }
    }

    private IEnumerable<string> DrawDots()
    {
        var cells = new int[Rows, Columns];
        var groups = CountGroups((point, row, column) =>
        {
            var across = Place(point.X, Columns * DotsAcross) % DotsAcross;
            var down = Place(1 - point.Y, Rows * DotsDown) % DotsDown;
            cells[row, column] |= _bits[across, down];
        });
        var marks = FindMarks();
        return WriteLines((row, column) => marks.TryGetValue((row, column), out var group)
            ? (Letter(group), group)
            : cells[row, column] == 0 ? (' ', -1) : ((char)(Braille + cells[row, column]), FindGroup(groups, row, column)));
    }

    private IEnumerable<string> DrawLetters()
    {
        var groups = CountGroups((_, _, _) => { });
        return WriteLines((row, column) =>
        {
            var points = groups.GetValueOrDefault((row, column)) is { } counts ? counts.Sum() : 0;
            return points == 0 ? (' ', -1)
                : map.Groups.Count > 0 ? (Letter(FindGroup(groups, row, column)), FindGroup(groups, row, column))
                : (Densities[Math.Min(points, Densities.Length) - 1], 0);
        });
    }

    private IEnumerable<string> DrawLegend()
    {
        var line = string.Empty;
        var colored = string.Empty;
        foreach (var (group, at) in map.Groups.Select((group, at) => (group, at)))
        {
            var text = style.Fit($"{Letter(at)} {group.Name} {Display.Number(group.Count)}", style.Width).TrimEnd();
            text = style.CountCells(text) < style.Width / 2 ? text : style.Fit(text, style.Width / 2).TrimEnd();
            if (line.Length > 0 && style.CountCells(line) + 3 + style.CountCells(text) > style.Width)
            {
                yield return colored;
                (line, colored) = (string.Empty, string.Empty);
            }

            var gap = line.Length > 0 ? "   " : string.Empty;
            line += gap + text;
            colored += gap + style.Paint(text, at);
        }

        if (line.Length > 0)
        {
            yield return colored;
        }
    }

    // Neighbouring characters of one colour are painted together.
    private IEnumerable<string> WriteLines(Func<int, int, (char Drawn, int Group)> find)
    {
        for (var row = 0; row < Rows; row++)
        {
            var cells = Enumerable.Range(0, Columns).Select(column => find(row, column)).ToList();
            var end = cells.FindLastIndex(cell => cell.Drawn != ' ') + 1;
            var line = new StringBuilder();
            for (var from = 0; from < end;)
            {
                var to = from + 1;
                while (to < end && cells[to].Group == cells[from].Group)
                {
                    to++;
                }

                var text = string.Concat(cells.GetRange(from, to - from).Select(cell => cell.Drawn));
                line.Append(cells[from].Group < 0 ? text : style.Paint(text, cells[from].Group));
                from = to;
            }

            yield return line.ToString();
        }
    }

    /// <summary>The number of points of each label, for each character with points.</summary>
    private Dictionary<(int Row, int Column), int[]> CountGroups(Action<MapPoint, int, int> visit)
    {
        var counts = new Dictionary<(int Row, int Column), int[]>();
        foreach (var point in map.Points)
        {
            var place = FindCell(point.X, point.Y);
            if (!counts.TryGetValue(place, out var groups))
            {
                counts[place] = groups = new int[Math.Max(1, map.Groups.Count)];
            }

            groups[point.Group]++;
            visit(point, place.Row, place.Column);
        }

        return counts;
    }

    /// <summary>The letter of each label is in the middle of its points.</summary>
    private Dictionary<(int Row, int Column), int> FindMarks()
    {
        var marks = new Dictionary<(int Row, int Column), int>();
        for (var group = 0; group < map.Groups.Count; group++)
        {
            var points = map.Points.Where(point => point.Group == group).ToList();
            marks.TryAdd(FindCell(points.Average(point => point.X), points.Average(point => point.Y)), group);
        }

        return marks;
    }

    private (int Row, int Column) FindCell(double x, double y) =>
        (Place(1 - y, Rows * DotsDown) / DotsDown, Place(x, Columns * DotsAcross) / DotsAcross);

    private static int Place(double share, int dots) => Math.Clamp((int)(share * dots), 0, dots - 1);

    private static int FindGroup(Dictionary<(int Row, int Column), int[]> groups, int row, int column) =>
        groups.GetValueOrDefault((row, column)) is { } counts ? Array.IndexOf(counts, counts.Max()) : 0;

    private static char Letter(int group) => (char)('A' + group);
}
