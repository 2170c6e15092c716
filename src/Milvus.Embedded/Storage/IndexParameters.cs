using Milvus.Embedded.Contract;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Storage;

/// <summary>
/// The stored parameters of an index. The first line has the effective parameters as JSON. A second line has the parameters of the request,
/// if they differ. Files of older versions have one line.
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
