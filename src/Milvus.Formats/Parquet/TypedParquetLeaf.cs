using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Milvus.Formats.Parquet;

/// <summary>The values of one column, in memory that the next row group uses again.</summary>
/// <param name="column">The column.</param>
internal sealed class TypedParquetLeaf<T>(DataField column) : ParquetLeaf(column)
    where T : struct
{
    private T[] _values = [];
    private int _count;
    private int[] _definitions = [];
    private int[] _repetitions = [];
    private int _levels;

    internal override void Add(object value, int repetition)
    {
        AddLevels(1, Column.MaxDefinitionLevel, repetition, repetition);
        Extend(1)[0] = Convert(value);
    }

    internal override bool TryAddAll(object values, int repetition, int next)
    {
        if (values is not T[] items)
        {
            return false;
        }

        AddLevels(items.Length, Column.MaxDefinitionLevel, repetition, next);
        items.CopyTo(Extend(items.Length));
        return true;
    }

    internal override void AddNothing(int definition, int repetition) => AddLevels(1, definition, repetition, repetition);

    internal override Task WriteAsync(ParquetRowGroupWriter group)
    {
        if (Column.MaxDefinitionLevel == 0)
        {
            return group.WriteAsync<T>(Column, _values.AsMemory(0, _count));
        }

        ReadOnlyMemory<int> definitions = _definitions.AsMemory(0, _levels);
        ReadOnlyMemory<int>? repetitions = Column.MaxRepetitionLevel > 0 ? _repetitions.AsMemory(0, _levels) : null;
        return group.WriteAllPartsAsync<T>(Column, _values.AsMemory(0, _count), definitions, repetitions, CancellationToken.None);
    }

    internal override void Clear() => (_count, _levels) = (0, 0);

    // Texts are in memory of their own, so the array never keeps those of an earlier row group for long.
    private static T Convert(object value) => value is T typed
        ? typed
        : typeof(T) == typeof(ReadOnlyMemory<char>)
            ? (T)(object)System.Convert.ToString(value, CultureInfo.InvariantCulture).AsMemory()
            : (T)System.Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);

    private void AddLevels(int count, int definition, int first, int next)
    {
        var end = checked(_levels + count);
        if (end > _definitions.Length)
        {
            var size = Math.Max(end, (int)Math.Min(_definitions.Length * 2L, Array.MaxLength));
            Array.Resize(ref _definitions, size);
            Array.Resize(ref _repetitions, size);
        }

        _definitions.AsSpan(_levels, count).Fill(definition);
        _repetitions.AsSpan(_levels, count).Fill(next);
        _repetitions[_levels] = first;
        _levels = end;
    }

    private Span<T> Extend(int more)
    {
        var end = checked(_count + more);
        if (end > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(end, (int)Math.Min(_values.Length * 2L, Array.MaxLength)));
        }

        var room = _values.AsSpan(_count, more);
        _count = end;
        return room;
    }
}
