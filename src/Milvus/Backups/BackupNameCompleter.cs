using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Milvus.Completion;
using Milvus.Files;

namespace Milvus.Backups;

/// <summary>Completes names of the backup at -Path. Without a backup there are none.</summary>
public abstract class BackupNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) => NameCompleter.Choose(wordToComplete, Find(fakeBoundParameters));

    /// <summary>The names that the manifest has.</summary>
    private protected abstract IEnumerable<string> Select(BackupManifest manifest, IDictionary bound);

    /// <summary>The names of the backup of -Path on the line.</summary>
    internal IReadOnlyList<string> Find(IDictionary bound)
    {
        if (NameCompleter.ToText(bound["Path"]) is not { } path)
        {
            return [];
        }

        try
        {
            var manifest = ManifestStore.Read(LocalPaths.ResolveFolder(FindSession(), path));
            return [.. Select(manifest, bound).Distinct(StringComparer.Ordinal)];
        }
        catch (MilvusException)
        {
            return [];
        }
    }

    // A runspace that runs a pipeline gives its session state only to the pipeline itself.
    private static SessionState FindSession() =>
        (SessionState)ScriptBlock.Create("$ExecutionContext.SessionState").Invoke().Single().BaseObject;
}

/// <summary>Completes the collections of the backup; with -Database, those of one database.</summary>
public sealed class BackupCollectionCompleter : BackupNameCompleter
{
    private protected override IEnumerable<string> Select(BackupManifest manifest, IDictionary bound) => manifest
        .Databases.Where(database => NameCompleter.ToText(bound["Database"]) is not { } name || database.Name == name)
        .SelectMany(database => database.Collections)
        .Select(collection => collection.Name);
}

/// <summary>Completes the databases of the backup.</summary>
public sealed class BackupDatabaseCompleter : BackupNameCompleter
{
    private protected override IEnumerable<string> Select(BackupManifest manifest, IDictionary bound) =>
        manifest.Databases.Select(database => database.Name);
}
