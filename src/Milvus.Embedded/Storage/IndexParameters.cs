using Milvus.Embedded.Contract;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Storage;

/// <summary>
/// The parameters of an index as text: those that count in one line of JSON, and in a second those that were given, where they are written
/// otherwise. Files of older versions have one line.
/// </summary>
internal static class IndexParameters
{
    public static string Write(IndexEntry index)
    {
        var counting = KeyValues.Write(index.Parameters);
        var given = KeyValues.Write(index.Given);
        return counting == given ? counting : counting + "\n" + given;
    }

    public static IndexEntry Read(long id, FieldSchema field, string name, string text, long created)
    {
        var lines = text.Split('\n');
        var index = new IndexEntry(id, field, name, KeyValues.Read(lines[0]), created);
        return lines.Length == 1 ? index : index with { Given = KeyValues.Read(lines[1]) };
    }
}
