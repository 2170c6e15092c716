namespace Milvus.Embedded.Errors;

/// <summary>A file cannot be imported. The texts are those of Milvus 2.3.5 where it has them; each ends with what failed.</summary>
internal sealed class ImportFailure(string message) : Exception(message + ": importing data failed")
{
    /// <summary>A value is invalid for its field.</summary>
    /// <param name="row">The number of the row in its file, from 0.</param>
    public static ImportFailure Value(string field, long row, string why) => new(
        $"failed to convert row value to entity, error: failed to convert value for field '{field}' at the row {row},  error: {why}: "
            + "importing data failed: importing data failed");
}
