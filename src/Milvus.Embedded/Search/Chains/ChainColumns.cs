using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Chains;

/// <summary>
/// The columns that an operator of a chain can read and write: scalar fields, the score, the key, and outputs of previous operators.
/// </summary>
internal sealed class ChainColumns(CollectionEntry collection)
{
    private Dictionary<string, ChainKind> _known = new(StringComparer.Ordinal)
    {
        [ChainFrame.Score] = ChainKind.Float,
        [ChainFrame.Id] = collection.PrimaryKey.DataType == DataType.Int64 ? ChainKind.Number : ChainKind.Text,
    };

    // After a select, fields are only readable if the select kept them.
    private bool _closed;

    /// <summary>The type of a column that an operator reads.</summary>
    /// <exception cref="MilvusError">The column does not exist or cannot be read.</exception>
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
        return _known[name] = field.DataType.Describe() switch
        {
            { IsSortable: false } =>
                throw MilvusError.Parameter($"function chain input \"{name}\" has unsupported field type {field.DataType}"),
            { Wire: WireCase.Float } => ChainKind.Float,
            { Family: FieldFamily.Text } => ChainKind.Text,
            { Family: FieldFamily.Boolean } => ChainKind.Bool,
            _ => ChainKind.Number,
        };
    }

    /// <summary>Adds the output of a map.</summary>
    /// <exception cref="MilvusError">The output is a system column or a field.</exception>
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

    /// <summary>Throws unless the key and the score are left, which a result requires.</summary>
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
