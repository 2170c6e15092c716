using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Chains;

/// <summary>
/// The names that a step of a chain can read and write: scalar fields, the score, the key, and what steps before it wrote.
/// </summary>
internal sealed class ChainColumns(CollectionEntry collection)
{
    private Dictionary<string, ChainKind> _known = new(StringComparer.Ordinal)
    {
        [ChainFrame.Score] = ChainKind.Float,
        [ChainFrame.Id] = collection.PrimaryKey.DataType == DataType.Int64 ? ChainKind.Number : ChainKind.Text,
    };

    // Fields come and go with the columns that a select keeps.
    private bool _closed;

    /// <summary>What the values of a column are that a step reads.</summary>
    public ChainKind Read(string name)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_closed)
        {
            throw MilvusError.Parameter($"column \"{name}\" not found: a select before dropped it");
        }

        if (name.StartsWith('$'))
        {
            throw MilvusError.Parameter($"system input \"{name}\" is not supported by L2 rerank function chain");
        }

        var field = collection.FindField(name)
            ?? throw MilvusError.Parameter($"function chain input \"{name}\" is neither a previous output nor a collection field");
        return _known[name] = field.DataType switch
        {
            DataType.Float => ChainKind.Float,
            DataType.VarChar => ChainKind.Text,
            DataType.Bool => ChainKind.Bool,
            DataType.Timestamptz or DataType.Double => ChainKind.Number,
            var type when type.IsInteger() => ChainKind.Number,
            var type => throw MilvusError.Parameter($"function chain input \"{name}\" has unsupported field type {type}"),
        };
    }

    /// <summary>Makes a name readable that a map writes.</summary>
    public void Write(string name)
    {
        if (name.StartsWith('$') && name != ChainFrame.Score)
        {
            throw MilvusError.Parameter($"system output \"{name}\" is not writable by L2 rerank function chain");
        }

        if (collection.FindField(name) is not null)
        {
            throw MilvusError.Parameter($"function chain output \"{name}\" conflicts with a collection field");
        }

        _known[name] = ChainKind.Float;
    }

    /// <summary>Keeps only these columns.</summary>
    public void Keep(IEnumerable<string> names)
    {
        _known = names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, Read, StringComparer.Ordinal);
        _closed = true;
    }

    /// <summary>An answer has keys and scores.</summary>
    public void CheckAnswer()
    {
        foreach (var name in new[] { ChainFrame.Id, ChainFrame.Score })
        {
            if (!_known.ContainsKey(name))
            {
                throw MilvusError.Parameter($"function chain result misses column \"{name}\"");
            }
        }
    }
}
