using Milvus.Parquet.Format;

namespace Milvus.Parquet.Columns;

/// <summary>
/// Assembles the values of a node row by row: leaves as their values, lists as arrays, structs and maps as dictionaries.
/// </summary>
internal sealed class NodeReader
{
    private readonly ParquetNode _node;
    private readonly NodeReader[] _children;
    private readonly LeafCursor[] _leaves;

    internal NodeReader(ParquetNode node, IReadOnlyDictionary<Leaf, LeafCursor> cursors)
    {
        _node = node;
        _children = [.. node.Children.Select(child => new NodeReader(child, cursors))];
        _leaves = [.. node.Leaves.Select(leaf => cursors[leaf])];
    }

    /// <summary>Whether all values are read.</summary>
    internal bool AtEnd => Array.TrueForAll(_leaves, leaf => leaf.AtEnd);

    /// <summary>Reads the value of the next row or element.</summary>
    internal object? Read()
    {
        if (_node.Kind == NodeKind.Leaf)
        {
            return _leaves[0].Take();
        }

        var definition = _leaves[0].Definition;
        if (definition < _node.Defined)
        {
            return Skipped(null);
        }

        return _node.Kind switch
        {
            NodeKind.Struct => Struct(),
            NodeKind.List when definition < _node.HasElements => Skipped(Empty()),
            NodeKind.List when _children[0]._node.Kind == NodeKind.Leaf => _leaves[0].TakeList(_node.Repetition),
            NodeKind.List => Elements(_children[0].Read).ToArray(),
            NodeKind.Map when definition < _node.HasElements => Skipped(new Dictionary<string, object?>(StringComparer.Ordinal)),
            _ => Map(),
        };
    }

    private object? Skipped(object? value)
    {
        foreach (var leaf in _leaves)
        {
            leaf.Skip();
        }

        return value;
    }

    // An empty array of the type that a list with elements has, if its elements have a simple type.
    private Array Empty() => _children[0]._node.Leaf?.Type switch
    {
        LeafType.UInt8 => Array.Empty<byte>(),
        LeafType.Float => Array.Empty<float>(),
        LeafType.Double => Array.Empty<double>(),
        LeafType.Text => Array.Empty<string>(),
        _ => Array.Empty<object?>(),
    };

    private Dictionary<string, object?> Struct()
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var child in _children)
        {
            var value = child.Read();
            if (!values.TryAdd(child._node.Name, value))
            {
                throw new ParquetException($"it has two parts called '{child._node.Name}'");
            }
        }

        return values;
    }

    private List<T> Elements<T>(Func<T> read)
    {
        var items = new List<T>();
        do
        {
            items.Add(read());
        }
        while (_leaves[0].Repetition == _node.Repetition);
        return items;
    }

    private object Map() => MapValues.Create(Elements(() => (Key: _children[0].Read(), Value: _children[1].Read())));
}
