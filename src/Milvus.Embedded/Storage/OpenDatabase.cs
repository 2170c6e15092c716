using Microsoft.Data.Sqlite;

namespace Milvus.Embedded.Storage;

/// <summary>An open database.</summary>
/// <param name="Connection">The only connection to it.</param>
/// <param name="Upgrade">The upgrade that its first write runs.</param>
/// <param name="Sums">The sums of its tables; null if its format has none.</param>
/// <param name="Log">The guard of its log; null for a database in memory.</param>
internal sealed record OpenDatabase(SqliteConnection Connection, FormatUpgrade Upgrade, TableSums? Sums, LogGuard? Log);
