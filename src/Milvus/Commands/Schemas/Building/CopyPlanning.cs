using System.Globalization;
using Milvus.Client.Digests;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Files;
using Milvus.Transfers;

namespace Milvus.Commands.Schemas.Building;

/// <summary>Checks a copy before anything is changed, and identifies it for its ledger.</summary>
internal static class CopyPlanning
{
    /// <summary>The fact of a plan that names the target.</summary>
    internal const string TargetFact = "target";

    /// <summary>Reads the source, and checks whether the copy is possible.</summary>
    /// <exception cref="MilvusException">It is not.</exception>
    internal static async Task<CollectionBlueprint> ReadAsync(CopyRequest request, CancellationToken token)
    {
        var blueprint = await BlueprintReader.ReadAsync(request.Source, request.From, request.Name, token).ConfigureAwait(false);
        var original = blueprint.Collection;
        CheckKeys(request, original);
        CheckPartitions(request, blueprint);
        if (!request.SchemaOnly && await GetStateAsync(request, original.Name, token).ConfigureAwait(false) is not (null or "Loaded"))
        {
            throw new MilvusException(
                MilvusErrorId.CollectionNotLoaded,
                $"The rows of {original.Name} can be read only if it is loaded: nothing was copied.")
            {
                RecommendedAction = $"Load it with Mount-MilvusCollection {original.Name}, or copy it without its rows with -SchemaOnly.",
            };
        }

        return request.Partitions is { } partitions
            ? blueprint with { Partitions = [.. blueprint.Partitions.Where(partitions.Contains)] }
            : blueprint;
    }

    /// <summary>The load state of the source; null if it is unknown.</summary>
    internal static Task<string?> GetStateAsync(CopyRequest request, string name, CancellationToken token)
    {
        return BestEffort.TryReadAsync<string>(request.From, $"The load state of {name}", GetAsync);

        async Task<string?> GetAsync() => await request.Source.GetLoadStateAsync(request.From, name, token).ConfigureAwait(false);
    }

    /// <summary>The facts that make two copies the same.</summary>
    internal static TransferPlan Identify(CopyRequest request, CollectionBlueprint blueprint) => new(
        "copy",
        ("source", request.SourceText),
        (TargetFact, request.TargetText),
        ("the id of the source", blueprint.Collection.Id.ToString(CultureInfo.InvariantCulture)),
        ("the schema digest", SchemaDigest.Compute(blueprint)),
        ("-Filter", request.Filter ?? string.Empty),
        ("-Partition", string.Join(',', request.Partitions ?? [])),
        ("-SchemaOnly", request.SchemaOnly ? "set" : string.Empty),
        ("-NewKey", request.NewKey ? "set" : string.Empty));

    /// <summary>Whether the target generates the keys itself, so that rows are sent without theirs.</summary>
    internal static bool MakesKeys(CopyRequest request, Collection schema) => ServerKeys.AreMade(schema, request.NewKey);

    private static void CheckKeys(CopyRequest request, Collection original)
    {
        if (request.NewKey && original.PrimaryKey is not { AutoId: true })
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The rows of {original.Name} bring their own keys, so the server cannot make new ones: omit -NewKey.");
        }

        if (request.NewKey && request.Verify == TransferVerification.Key)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "With -NewKey, all keys differ: use -Verify Count or Full.");
        }

        if (!request.SchemaOnly && !request.NewKey && !ServerKeys.AcceptsKeys(original))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The server generates the keys of {original.Name} and does not accept others, so the copy cannot keep them: "
                    + "nothing was copied.")
            {
                RecommendedAction =
                    $"Use -NewKey to give the rows new keys, or set the property {ServerKeys.Property} of the collection, "
                    + "if the server supports it.",
            };
        }
    }

    private static void CheckPartitions(CopyRequest request, CollectionBlueprint blueprint)
    {
        if (request.Partitions is not { } partitions)
        {
            return;
        }

        if (blueprint.Collection.Field.FirstOrDefault(field => field.PartitionKey) is { } key)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The partitions of {blueprint.Collection.Name} belong to its partition key: use -Filter on '{key.Name}'.");
        }

        var missing = partitions.FirstOrDefault(name => name != "_default" && !blueprint.Partitions.Contains(name));
        if (missing is not null)
        {
            throw new MilvusException(
                MilvusErrorId.PartitionNotFound,
                $"Collection {blueprint.Collection.Name} has no partition {missing}: nothing was copied.");
        }
    }
}
