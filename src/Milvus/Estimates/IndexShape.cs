using System.Globalization;
using Milvus.Core.Types;

namespace Milvus.Estimates;

/// <summary>What the size of an index depends on. It records the build parameters that a formula uses.</summary>
/// <param name="index">The index type.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="type">The type of the vectors.</param>
/// <param name="dimension">Their dimension; 0 for sparse vectors.</param>
/// <param name="values">The average number of values of a sparse vector.</param>
/// <param name="given">The specified parameters.</param>
/// <param name="isOfEngine">Whether the embedded engine builds the index, whose graphs have defaults of their own.</param>
internal sealed class IndexShape(
    IndexType index,
    double rows,
    DataType type,
    int dimension,
    double values,
    IReadOnlyDictionary<string, object?> given,
    bool isOfEngine)
{
    // A value of a sparse vector: its index and the value, 4 bytes each.
    private const int SparseValueBytes = 8;

    /// <summary>The used parameters.</summary>
    internal SortedDictionary<string, object?> Used { get; } = new(StringComparer.Ordinal);

    internal double Rows => rows;

    internal double Dimension => dimension;

    /// <summary>The bytes of a vector.</summary>
    internal double VectorBytes =>
        VectorTypes.Sparse.Contains(type) ? values * SparseValueBytes : FieldTypes.Of(type).CountBytes(dimension);

    /// <summary>A number: the specified one, or the default.</summary>
    /// <exception cref="MilvusException">It is out of its range.</exception>
    internal double Take(string name, double otherwise)
    {
        var number = given.TryGetValue(name, out var value) ? Read(name, value) : otherwise;
        Used[name] = number;
        return number;
    }

    /// <summary>A number: the specified one, or the default of the table of index types.</summary>
    /// <exception cref="MilvusException">It is out of its range.</exception>
    internal double Take(string name)
    {
        var rule = index.GetParameters(ParameterPhase.Build).First(rule => rule.Name == name);
        return Take(name, rule.GetDefault(isOfEngine) ?? rule.GetDefault(!isOfEngine)!.Value);
    }

    /// <summary>The number of parts into which vectors are split, which must divide the dimension.</summary>
    internal double TakeParts(int most)
    {
        // Servers have this default and refuse it if it does not divide the dimension; the nearest valid one is estimated.
        var parts = Take("m", Enumerable.Range(1, Math.Min(most, dimension)).Last(part => dimension % part == 0));
        return dimension % parts == 0
            ? parts
            : throw CreateError("m", string.Create(CultureInfo.InvariantCulture, $"must divide the dimension {dimension}, but is {parts}"));
    }

    /// <summary>A choice: the specified one, or the default.</summary>
    internal string Take(string name, string otherwise)
    {
        var text = (given.GetValueOrDefault(name) as string)?.ToLowerInvariant() ?? otherwise;
        Used[name] = text;
        return text;
    }

    /// <summary>Whether a switch is on.</summary>
    internal bool IsOn(string name, bool otherwise)
    {
        var on = given.GetValueOrDefault(name) switch
        {
            bool value => value,
            string text => text.Equals("true", StringComparison.OrdinalIgnoreCase),
            _ => otherwise,
        };
        Used[name] = on;
        return on;
    }

    private double Read(string name, object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(number >= 0))
        {
            throw CreateError(name, $"must be a number, but is '{text}'");
        }

        var rule = index.GetParameters(ParameterPhase.Build)
            .FirstOrDefault(rule => rule.Name == name && rule.Kind == ParameterKind.Integer);
        return rule is not null && number != Math.Floor(number)
            ? throw CreateError(name, $"must be a whole number, but is '{text}'")
            : rule is not null && (number < rule.Low || number > rule.High)
            ? throw CreateError(
                name,
                string.Create(CultureInfo.InvariantCulture, $"must be from {rule.Low} to {rule.High}, but is {number}"))
            : number;
    }

    private MilvusException CreateError(string name, string fault) =>
        new(MilvusErrorId.InvalidArgument, $"-Parameter: {name} of {index.Name} {fault}.");
}
