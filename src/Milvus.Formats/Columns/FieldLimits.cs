using Milvus.Core.Types;
using Milvus.Parquet.Columns;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Columns;

/// <summary>The largest values that fields can store.</summary>
internal static class FieldLimits
{
    // Some servers count characters, others bytes.
    private const int CharacterBytes = 4;

    // A number of a vector as text, with its separator: -1.2345678901234567E-308 and a comma.
    private const int NumberBytes = 32;

    /// <summary>The limits of the column of a field.</summary>
    /// <param name="type">The type of the field; None for dynamic keys.</param>
    /// <param name="maxLength">The maximum length of its texts, or of the texts of its elements.</param>
    /// <param name="maxCapacity">The maximum number of elements of an array.</param>
    /// <param name="dimension">The dimension of a vector.</param>
    /// <param name="column">The column.</param>
    internal static ValueLimits Create(DataType type, long? maxLength, long? maxCapacity, long? dimension, ParquetNode column)
    {
        var kind = FieldTypes.Of(type);
        var all = ValueLimits.Default;
        if (kind.IsText && maxLength is { } length)
        {
            return all with { Bytes = CharacterBytes * length };
        }

        if (kind.IsVector && dimension is { } components)
        {
            // Components as bytes, or the vector as text.
            return new ValueLimits(NumberBytes * (components + 1), sizeof(double) * components);
        }

        return kind.Family == FieldFamily.Array && column.Item is not null
            ? new ValueLimits(CharacterBytes * maxLength ?? all.Bytes, maxCapacity ?? all.Items)
            : all;
    }

    /// <inheritdoc cref="Create(DataType, long?, long?, long?, ParquetNode)"/>
    internal static ValueLimits Create(Field? field, ParquetNode column) => field is null
        ? ValueLimits.Default
        : Create(field.Type, field.MaxLength, field.MaxCapacity, field.Dimension, column);
}
