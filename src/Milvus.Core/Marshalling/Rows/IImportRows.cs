namespace Milvus.Core.Marshalling.Rows;

/// <summary>Writes rows to a file for the server's import.</summary>
internal interface IImportRows : IDisposable
{
    /// <summary>The number of rows.</summary>
    long RowCount { get; }

    /// <summary>Adds a row, or throws and stays unchanged.</summary>
    /// <exception cref="MilvusException">The row does not fit the schema.</exception>
    void Add(IEnumerable<KeyValuePair<string, object?>> row);

    /// <summary>Ends the file.</summary>
    void Finish();
}
