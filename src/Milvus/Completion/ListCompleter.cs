using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace Milvus.Completion;

/// <summary>Completes from a list that needs no server. The server owns these lists: other values are taken as they are.</summary>
public abstract class ListCompleter : IArgumentCompleter
{
    private protected abstract IReadOnlyList<string> Values { get; }

    /// <summary>A value of the list as the list spells it; what is not in the list, as it is.</summary>
    internal string Spell(string value) => Values.FirstOrDefault(known => known.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? value;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) => Values
            .Where(value => value.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(
                value.Contains(' ', StringComparison.Ordinal) ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'" : value,
                value,
                CompletionResultType.ParameterValue,
                value));
}

/// <summary>Completes index types, in the spelling that old and new servers take.</summary>
public sealed class IndexTypeCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
    [
        "AUTOINDEX", "HNSW", "HNSW_SQ", "HNSW_PQ", "HNSW_PRQ", "FLAT", "IVF_FLAT", "IVF_SQ8", "IVF_PQ", "IVF_RABITQ", "SCANN", "DISKANN",
        "BIN_FLAT", "BIN_IVF_FLAT", "SPARSE_INVERTED_INDEX", "SPARSE_WAND", "STL_SORT", "INVERTED", "Trie", "BITMAP", "NGRAM", "RTREE",
    ];
}

/// <summary>Completes metrics.</summary>
public sealed class MetricTypeCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["COSINE", "IP", "L2", "HAMMING", "JACCARD", "BM25"];
}

/// <summary>Completes consistency levels.</summary>
public sealed class ConsistencyLevelCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["Bounded", "Strong", "Session", "Eventually", "Customized"];
}

/// <summary>Completes the curves of decay rankers.</summary>
public sealed class DecayCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["gauss", "exp", "linear"];
}

/// <summary>Completes the formats of files of rows.</summary>
public sealed class FileFormatCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = [.. Files.FileFormat.All.Select(format => format.Name)];
}

/// <summary>Completes encodings of text files.</summary>
public sealed class EncodingCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
        ["utf8", "ascii", "latin1", "windows-1252", "ansi", "oem", "unicode", "bigendianunicode", "utf32", "bigendianutf32"];
}

/// <summary>Completes what privileges are about.</summary>
public sealed class ObjectTypeCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } = ["Collection", "Global", "User"];
}

/// <summary>Completes the names of this session's connections.</summary>
public sealed class ConnectionNameCompleter : ListCompleter
{
    private protected override IReadOnlyList<string> Values =>
        [.. RunspaceConnections.Of(Runspace.DefaultRunspace)?.All.Select(connection => connection.Name) ?? []];
}
