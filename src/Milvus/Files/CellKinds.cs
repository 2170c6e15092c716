using System.Globalization;
using Milvus.Core.Types;

namespace Milvus.Files;

/// <summary>What a cell of a CSV file looks like, for proposals in errors.</summary>
internal static class CellKinds
{
    /// <summary>Whether a cell looks like a number, a list or an object, and not like the name of a column.</summary>
    internal static bool IsValue(string? cell) => cell is not null && (IsNumber(cell) || (cell is ['[' or '{', ..] && !IsName(cell[1..])));

    /// <summary>Whether a cell can be a value of a field.</summary>
    internal static bool Fits(string? cell, Field field) => cell is null || FieldTypes.Of(field.Type) switch
    {
        { IsVector: true } or { Family: FieldFamily.Array } => IsJson(cell),
        { Family: FieldFamily.Integer } => long.TryParse(cell, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        { Family: FieldFamily.Float } => IsNumber(cell),
        { Family: FieldFamily.Boolean } => bool.TryParse(cell, out _),
        { Family: FieldFamily.Json } => true,
        _ => !IsJson(cell),
    };

    private static bool IsJson(string cell) => cell.AsSpan().TrimStart() is ['[' or '{', ..];

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // SQL Server writes names as [name].
    private static bool IsName(string text) => text is [var first, ..] && (char.IsLetter(first) || first == '_');
}
