namespace Milvus.Embedded.Salvage;

/// <summary>The place of a blob in the file.</summary>
/// <param name="Cell">The place of its record.</param>
/// <param name="Start">The place of the blob in the record.</param>
/// <param name="Rows">The number of rows that its first bytes say; -1 if it is too short.</param>
internal readonly record struct BlobPlace(CellPlace Cell, int Start, int Rows);
