using System.Collections;
using Milvus.Completion;
using Milvus.Names;

namespace Milvus.Backups;

/// <summary>Completes -Rename of restores: a new name for each collection of the backup.</summary>
public sealed class RenameCompleter : TableCompleter
{
    private protected override IEnumerable<CompletedName> Find(IDictionary bound) => new BackupCollectionCompleter().Find(bound)
        .DefaultIfEmpty("old")
        .Select(name => new CompletedName(
            $"{QuotedText.Of(name)} = 'new'", $"The collection {name} of the backup; its new name replaces 'new'."));
}
