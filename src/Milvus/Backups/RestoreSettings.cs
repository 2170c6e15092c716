using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus.Backups;

/// <summary>How a backup is restored.</summary>
/// <param name="Verify">The verification.</param>
/// <param name="NewKey">Whether rows get new keys where the server can make them.</param>
/// <param name="Force">Whether existing collections are replaced.</param>
/// <param name="Display">Shows the progress.</param>
internal sealed record RestoreSettings(TransferVerification Verify, bool NewKey, bool Force, WaitDisplay Display)
{
    internal void Report(RestoreItem item, long rows) =>
        Display.Report(WaitProgress.OfRows(rows, item.Manifest.Rows, $"{item.Place}: "));
}
