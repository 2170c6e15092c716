namespace Milvus.Embedded.Salvage;

/// <summary>The place of a record in the file.</summary>
/// <param name="Page">The page with its first bytes.</param>
/// <param name="Start">The place of the first byte in the page.</param>
/// <param name="Local">The number of bytes in the page. The number of the page with the others follows them.</param>
/// <param name="Bytes">The number of all bytes.</param>
/// <param name="RowId">The number of the row in SQLite; 0 in an index.</param>
internal readonly record struct CellPlace(int Page, int Start, int Local, long Bytes, long RowId);
