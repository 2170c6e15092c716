using System.Numerics;
using System.Numerics.Tensors;
using Parquet.Data;
using Parquet.Schema;

namespace Milvus.Embedded.Import.Files;

/// <summary>
/// The values of one leaf of a Parquet schema in one group of rows, read row by row. Only values that are there are kept; the levels
/// beside them tell where rows and lists begin and where something is null.
/// </summary>
/// <param name="lists">The definition levels from which on the lists around the leaf have elements, from the outside in.</param>
internal sealed class ParquetColumn(RawColumnData data, DataField leaf, int[] lists, string name) : IDisposable
{
    private readonly int _levels = leaf.MaxRepetitionLevel > 0 ? data.RepetitionLevels.Length : 0;
    private Array? _converted;
    private int _level;
    private int _value;

    /// <summary>Whether a value is a run of bytes.</summary>
    public bool IsBytes => Is<ReadOnlyMemory<byte>>();

    private ReadOnlySpan<int> Definitions => leaf.MaxDefinitionLevel > 0 ? data.DefinitionLevels : default;

    /// <summary>Whether the values are of that type, as they are in the file.</summary>
    public bool Is<T>()
        where T : struct => data is RawColumnData<T>;

    /// <summary>The place of the value of the next row; null where it is null.</summary>
    public int? Next()
    {
        var present = Definitions.IsEmpty || Definitions[_level] == leaf.MaxDefinitionLevel;
        _level++;
        return present ? _value++ : null;
    }

    /// <summary>The values of the list of the next row; null where it is null.</summary>
    public Range? NextList()
    {
        var level = Definitions[_level];
        if (level < lists[0])
        {
            _level++;
            return level < lists[0] - 1 ? null : new Range(_value, _value);
        }
        return Run(1);
    }

    /// <summary>The lists of values of the list of the next row; null where it is null.</summary>
    public List<Range>? NextLists()
    {
        var level = Definitions[_level];
        if (level < lists[0])
        {
            _level++;
            return level < lists[0] - 1 ? null : [];
        }
        var all = new List<Range>();
        do
        {
            if (Definitions[_level] < lists[1] - 1)
            {
                throw NullElement();
            }
            if (Definitions[_level] < lists[1])
            {
                _level++;
                all.Add(new Range(_value, _value));
                continue;
            }
            all.Add(Run(2));
        }
        while (_level < _levels && data.RepetitionLevels[_level] == 1);
        return all;
    }

    public ReadOnlySpan<T> Values<T>(Range range)
        where T : struct => data is RawColumnData<T> same ? same.Values[range] : ((T[])_converted!).AsSpan(range);

    /// <summary>The same of numbers of any type.</summary>
    public ReadOnlySpan<T> Numbers<T>(Range range)
        where T : struct, INumber<T>
    {
        if (data is not RawColumnData<T>)
        {
            _converted ??= Converted<T>();
        }
        return Values<T>(range);
    }

    public string Text(int place) => ((RawColumnData<ReadOnlyMemory<char>>)data).Values[place].ToString();

    public void Dispose() => data.Dispose();

    private Range Run(int depth)
    {
        var start = _value;
        var definitions = Definitions;
        do
        {
            if (definitions[_level] < leaf.MaxDefinitionLevel)
            {
                throw NullElement();
            }
            _level++;
            _value++;
        }
        while (_level < _levels && data.RepetitionLevels[_level] >= depth);
        return new Range(start, _value);
    }

    private ImportFailure NullElement() => new($"array element is not allowed to be null value for field '{name}'");

    private T[] Converted<T>()
        where T : struct, INumber<T> => data switch
        {
            RawColumnData<sbyte> values => Convert<sbyte, T>(values),
            RawColumnData<short> values => Convert<short, T>(values),
            RawColumnData<int> values => Convert<int, T>(values),
            RawColumnData<long> values => Convert<long, T>(values),
            RawColumnData<uint> values => Convert<uint, T>(values),
            RawColumnData<ulong> values => Convert<ulong, T>(values),
            RawColumnData<float> values => Convert<float, T>(values),
            _ => Convert<double, T>((RawColumnData<double>)data),
        };

    private static TTo[] Convert<TFrom, TTo>(RawColumnData<TFrom> from)
        where TFrom : struct, INumber<TFrom>
        where TTo : struct, INumber<TTo>
    {
        var to = new TTo[from.Values.Length];
        TensorPrimitives.ConvertTruncating<TFrom, TTo>(from.Values, to);
        return to;
    }
}
