using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Index.Scalar;

/// <summary>
/// The sorted values of a field, of an array's elements, or of a path in JSON. It returns candidate rows, which the filter evaluates. One
/// caller at a time adds rows; any number of callers look up at the same time.
/// </summary>
internal sealed class ScalarIndex
{
    private readonly KeyReader _reader;
    private State _state;

    private ScalarIndex(IndexEntry entry, Column column, KeyReader reader)
    {
        Entry = entry;
        Column = column;
        _reader = reader;
        _state = new State(0, new(Comparer<long>.Default), new(Comparer<double>.Default), new(KeyRanges.TextOrder));
    }

    public IndexEntry Entry { get; }

    public Column Column { get; }

    /// <summary>The path in JSON, independent of its spelling; null for a whole field.</summary>
    public JsonPath? Path => _reader.Path;

    /// <summary>Rows below this number are in the index.</summary>
    public int Count => Volatile.Read(ref _state).Count;

    /// <summary>The index of an entry over the columns of a segment; null if nothing is built for it.</summary>
    public static ScalarIndex? Over(ColumnSet columns, IndexEntry entry) =>
        columns.Find(entry.Field.Name) is { } column && KeyReader.Of(entry) is { } reader ? new ScalarIndex(entry, column, reader) : null;

    /// <summary>Whether something is built for an index of this type.</summary>
    public static bool IsBuilt(IndexEntry entry) => KeyReader.Of(entry) is not null;

    /// <summary>Whether the rows that are not in the index are so few that comparing them is faster than adding them.</summary>
    public static bool IsCurrent(int count, int rows) => rows - count <= Math.Max(1 << 12, count / 10);

    /// <summary>Adds the rows below <paramref name="rows"/>, if there are enough of them.</summary>
    public void TakeUp(int rows, CancellationToken token)
    {
        var state = _state;
        if (IsCurrent(state.Count, rows))
        {
            return;
        }

        var keys = new ReadKeys();
        for (var row = state.Count; row < rows; row++)
        {
            if ((row & Column.ChunkMask) == 0)
            {
                token.ThrowIfCancellationRequested();
            }

            if (!Column.IsNull(row))
            {
                _reader.Read(Column, row, keys);
            }
        }

        Volatile.Write(ref _state, new State(
            rows,
            keys.Integers.Count == 0 ? state.Integers : state.Integers.With(keys.Integers, keys.IntegerRows),
            keys.Numbers.Count == 0 ? state.Numbers : state.Numbers.With(keys.Numbers, keys.NumberRows),
            keys.Texts.Count == 0 ? state.Texts : state.Texts.With(keys.Texts, keys.TextRows)));
    }

    /// <summary>
    /// Marks the rows that have a value in one of the ranges, and all rows that are not in the index. False if these are too many to save
    /// time.
    /// </summary>
    public bool TryMark(KeyRanges ranges, RowBitmap into)
    {
        var state = Volatile.Read(ref _state);
        if (state.Count == 0)
        {
            return false;
        }

        var most = state.Count / 8;
        var marked = _reader.Kind switch
        {
            KeyKind.Integers => TryMark(state.Integers, ranges.Integers, most, into),
            KeyKind.Numbers => TryMark(state.Numbers, ranges.Numbers, most, into),
            _ => TryMark(state.Texts, ranges.Texts, most, into),
        };
        for (var row = state.Count; marked && row < into.Length; row++)
        {
            into.Set(row);
        }

        return marked;
    }

    /// <summary>The type of its values.</summary>
    public KeyKind Kind => _reader.Kind;

    private static bool TryMark<T>(SortedKeys<T> keys, IReadOnlyList<KeyRange<T>> ranges, int most, RowBitmap into)
    {
        foreach (var range in ranges)
        {
            var rows = keys.FindRange(range, most, out var tooMany);
            if (tooMany)
            {
                return false;
            }

            most -= rows.Length;
            foreach (var row in rows)
            {
                // The snapshot of a read may have fewer rows than the index.
                if (row < into.Length)
                {
                    into.Set(row);
                }
            }
        }

        return true;
    }

    /// <summary>Readers take one state, so that its parts are consistent.</summary>
    private sealed record State(int Count, SortedKeys<long> Integers, SortedKeys<double> Numbers, SortedKeys<string> Texts);
}
