using Milvus.Files;
using Milvus.Names;

namespace Milvus.Access;

/// <summary>What to do about users whose passwords a restore does not have.</summary>
internal static class RbacAdvice
{
    internal static string DescribeMissing(IReadOnlyList<string> users) =>
        $"These users were not restored, because they have no password that this server accepts: {RbacNames.List(users)}.";

    /// <summary>The same before the restore.</summary>
    internal static string DescribeUnrestored(IReadOnlyList<string> users) =>
        $"These users will not be restored, because they have no password that this server accepts: {RbacNames.List(users)}. To restore "
        + $"them, add {WriteTable(users)}.";

    /// <summary>The line that restores them from a file.</summary>
    /// <param name="file">The full path of the file.</param>
    /// <param name="users">The users.</param>
    /// <param name="connection">The name of the connection; null for the current one.</param>
    internal static string OfLine(string file, IReadOnlyList<string> users, string? connection)
    {
        var chosen = connection is null ? string.Empty : $" -Connection {QuotedText.Of(connection)}";
        return $"This line asks for their passwords and restores them: Restore-MilvusRbac -LiteralPath {QuotedText.Of(file)}{chosen} "
            + $"{WriteTable(users)} -Confirm:$false";
    }

    /// <summary>The parameter that asks for the passwords.</summary>
    internal static string WriteTable(IReadOnlyList<string> users)
    {
        var pairs = users.Select(user => $"{MapExample.Quote(user)} = (Read-Host {QuotedText.Of(user)} -AsSecureString)");
        return $"-Password @{{ {string.Join("; ", pairs)} }}";
    }
}
