namespace Milvus.Formats.Csv;

/// <summary>A record has more fields than a file can have columns.</summary>
internal sealed class FieldLimitException : Exception;
