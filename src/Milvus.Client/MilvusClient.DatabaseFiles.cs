using Milvus.Core.Calls;
using Milvus.Core.Errors;
using Milvus.Embedded;
using Milvus.Embedded.Errors;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Copies the database of this connection, which is embedded, to a new file.</summary>
    /// <exception cref="MilvusException">The copy cannot be written.</exception>
    internal Task CopyDatabaseFileAsync(string target, bool replace, IProgress<WaitProgress> progress, CancellationToken token)
    {
        var engine = _connection.Engine!;
        return RunOnFile(() => engine.CopyTo(target, replace, share => Report(progress, share), token));
    }

    /// <summary>Copies an embedded database that need not be open.</summary>
    /// <exception cref="MilvusException">The file is not a database, is open in another process, or the copy cannot be written.</exception>
    internal static Task CopyDatabaseFileAsync(
        string source, string target, bool replace, IProgress<WaitProgress> progress, CancellationToken token) => RunOnFile(() =>
    {
        using var engine = EmbeddedEngine.OpenExisting(source);
        engine.CopyTo(target, replace, share => Report(progress, share), token);
    });

    /// <summary>Writes a new database with what is proven of a damaged file.</summary>
    /// <exception cref="MilvusException">The file is open, nothing of it can be proven, or the new one cannot be written.</exception>
    internal static Task<IReadOnlyList<RepairedPart>> RepairDatabaseFileAsync(
        string source, string target, bool replace, IProgress<WaitProgress> progress, CancellationToken token) => RunOnFile(() =>
    {
        var findings = EmbeddedEngine.Repair(
            source, target, replace, collection => progress.Report(new WaitProgress(null, collection)), token);
        return (IReadOnlyList<RepairedPart>)[.. findings.Select(finding => new RepairedPart
        {
            Part = finding.Part,
            Database = finding.Database.Length == 0 ? null : finding.Database,
            Name = finding.Name,
            RowsKept = finding.RowsKept,
            RowsLost = finding.RowsLost,
            Reason = finding.Reason,
        })];
    });

    private static void Report(IProgress<WaitProgress> progress, double share) =>
        progress.Report(new WaitProgress((int)(100 * share), "Copied pages"));

    private static Task RunOnFile(Action action) => RunOnFile(() =>
    {
        action();
        return true;
    });

    private static Task<T> RunOnFile<T>(Func<T> action) => Task.Run(() =>
    {
        try
        {
            return action();
        }
        catch (EmbeddedDatabaseException e)
        {
            throw new MilvusException(e.ErrorId, e.Message, e) { RecommendedAction = e.Advice ?? DefaultAdvice.Find(e.ErrorId) };
        }
    });
}
