using System.Globalization;
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
    internal void Report(RestoreItem item, long rows) => Display.Report(new WaitProgress(
        item.Manifest.Rows > 0 ? (int)Math.Min(100, 100 * rows / item.Manifest.Rows) : null,
        string.Create(CultureInfo.InvariantCulture, $"{item.Place}: {rows:N0} of {item.Manifest.Rows:N0} rows")));
}
