using Milvus.Core.Calls;

namespace Milvus.Backups;

/// <summary>How a backup is written.</summary>
/// <param name="Verify">The verification.</param>
/// <param name="RowsPerFile">The maximum number of rows of a Parquet file.</param>
/// <param name="Progress">Shows the progress.</param>
internal sealed record BackupSettings(TransferVerification Verify, int RowsPerFile, IProgress<WaitProgress> Progress)
{
    internal void Report(string collection, long rows, long? total) =>
        Progress.Report(WaitProgress.OfRows(rows, total, $"{collection}: "));
}
