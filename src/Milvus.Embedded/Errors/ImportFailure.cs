namespace Milvus.Embedded.Errors;

/// <summary>Why a file cannot be imported. Texts are those of 2.3.5 where it has them; it ends each with what failed.</summary>
internal sealed class ImportFailure(string message) : Exception(message + ": importing data failed")
{
    /// <summary>A value of a row that its field does not take.</summary>
    /// <param name="row">Counted from 0 in its file.</param>
    public static ImportFailure Value(string field, long row, string why) => new(
        $"failed to convert row value to entity, error: failed to convert value for field '{field}' at the row {row},  error: {why}: "
            + "importing data failed: importing data failed");
}
