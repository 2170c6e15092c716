using System.Collections;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Transfers;

namespace Milvus.Commands.Schemas.Building;

/// <summary>A copy of a collection as it was asked for.</summary>
internal sealed record CopyRequest
{
    internal required MilvusClient Source { get; init; }

    internal required CallContext From { get; init; }

    internal required string Name { get; init; }

    internal required MilvusClient Target { get; init; }

    internal required CallContext To { get; init; }

    internal required string NewName { get; init; }

    /// <summary>
    /// The name under which the copy is filled. It is another one than <see cref="NewName"/> if a collection is replaced.
    /// </summary>
    internal string FillName
    {
        get => field ?? NewName;
        init;
    }

    /// <summary>Server, database and collection, for messages and for the ledger.</summary>
    internal required string SourceText { get; init; }

    /// <inheritdoc cref="SourceText"/>
    internal required string TargetText { get; init; }

    /// <summary>The database of the target.</summary>
    internal required string TargetDatabase { get; init; }

    /// <summary>Whether the target is in another database or on another server.</summary>
    internal required bool IsElsewhere { get; init; }

    internal bool SchemaOnly { get; init; }

    internal int BatchSize { get; init; }

    internal TransferVerification Verify { get; init; }

    /// <summary>The filter of the rows; null for all.</summary>
    internal string? Filter { get; init; }

    /// <summary>The values of the placeholders in the filter; null for none.</summary>
    internal Hashtable? FilterParameters { get; init; }

    /// <summary>The partitions to copy, with wildcards; null for all.</summary>
    internal IReadOnlyList<string>? Partitions { get; init; }

    /// <summary>The number of units that are copied at once.</summary>
    internal int Parallel { get; init; }

    /// <summary>The file of the ledger.</summary>
    internal required string LedgerPath { get; init; }

    /// <summary>Explains that the target may be the incomplete result of another command; null if no ledger says so.</summary>
    internal required Func<UnfinishedTarget?> FindUnfinished { get; init; }

    /// <summary>Whether an existing target and an unfinished ledger are discarded.</summary>
    internal bool Force { get; init; }

    /// <summary>Whether the target makes new keys.</summary>
    internal bool NewKey { get; init; }

    /// <summary>The error for a target that exists, and must not be replaced.</summary>
    internal MilvusException CreateExistsError() => UnfinishedTarget.CreateExistsError(
        $"The collection {TargetText} exists already",
        "Use another name with -NewName, or replace the existing collection with -Force.",
        FindUnfinished());
}
