using System.Collections;
using Parquet;
using Parquet.Schema;
using Column = Parquet.Schema.Field;

namespace Milvus.Formats.Parquet;

/// <summary>Spreads the values of one column over its leaves: a scalar has one, a list of structs has one for each part.</summary>
internal sealed class ParquetTree
{
    private readonly Column _column;
    private readonly ParquetTree[] _parts;
    private readonly ParquetLeaf? _leaf;

    internal ParquetTree(Column column)
    {
        _column = column;
        _leaf = column is DataField data ? ParquetLeaf.Create(data) : null;
        _parts = column switch
        {
            ListField list => [new ParquetTree(list.Item)],
            StructField parts => [.. parts.Fields.Select(part => new ParquetTree(part))],
            _ => [],
        };
    }

    private IEnumerable<ParquetLeaf> Leaves => _leaf is null ? _parts.SelectMany(part => part.Leaves) : [_leaf];

    /// <summary>Adds the value of a row: a list for a list, a dictionary for a struct, null if there is none.</summary>
    internal void Add(object? value) => Add(value, 0, 0);

    /// <summary>Writes the leaves in the order of the schema.</summary>
    internal async Task WriteAsync(ParquetRowGroupWriter group)
    {
        foreach (var leaf in Leaves)
        {
            await leaf.WriteAsync(group).ConfigureAwait(false);
        }
    }

    internal void Clear()
    {
        foreach (var leaf in Leaves)
        {
            leaf.Clear();
        }
    }

    private void Add(object? value, int definition, int repetition)
    {
        if (value is null)
        {
            AddNothing(definition, repetition);
        }
        else if (_leaf is not null)
        {
            _leaf.Add(value, repetition);
        }
        else if (_column is ListField)
        {
            AddItems((IEnumerable)value, definition + 1, repetition);
        }
        else
        {
            var cells = (IDictionary<string, object?>)value;
            foreach (var part in _parts)
            {
                part.Add(cells[part._column.Name], definition + (_column.IsNullable ? 1 : 0), repetition);
            }
        }
    }

    // Lists are never in lists of the same column except through structs, whose level is that of their leaf.
    private void AddItems(IEnumerable items, int definition, int repetition)
    {
        var (item, next) = (_parts[0], _column.MaxRepetitionLevel);
        if (items is Array { Length: > 0 } && item._leaf?.TryAddAll(items, repetition, next) == true)
        {
            return;
        }

        var level = repetition;
        var isEmpty = true;
        foreach (var one in items)
        {
            item.Add(one, definition + 1, level);
            (level, isEmpty) = (next, false);
        }

        if (isEmpty)
        {
            item.AddNothing(definition, repetition);
        }
    }

    private void AddNothing(int definition, int repetition)
    {
        foreach (var leaf in Leaves)
        {
            leaf.AddNothing(definition, repetition);
        }
    }
}
