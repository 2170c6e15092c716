using System.Globalization;

namespace Milvus.Benchmarks;

/// <summary>Prints a line in invariant culture.</summary>
internal static class Table
{
    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
