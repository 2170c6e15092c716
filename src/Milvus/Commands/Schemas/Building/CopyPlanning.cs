using System.Globalization;
using System.Management.Automation;
using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Client.Filters;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Files;
using Milvus.Transfers;
using Milvus.Values;

namespace Milvus.Commands.Schemas.Building;

/// <summary>Checks a copy before anything is changed, and identifies it for its ledger.</summary>
internal static class CopyPlanning
{
    /// <summary>The fact of a plan that names the target.</summary>
    internal const string TargetFact = "target";

    /// <summary>Reads the source, and checks whether the copy is possible. Nothing is changed, so -WhatIf does it, too.</summary>
    /// <exception cref="MilvusException">It is not.</exception>
    internal static async Task<PreparedCopy> PrepareAsync(CopyRequest request, CancellationToken token)
    {
        var (blueprint, partitions) = await ReadAsync(request, token).ConfigureAwait(false);
        var exists = await FindTargetAsync(request, blueprint.Collection, token).ConfigureAwait(false);
        var filter = await BindFilterAsync(request, blueprint.Collection, token).ConfigureAwait(false);
        var plan = Identify(request, blueprint, partitions);
        var recorded = request.Force ? new LedgerContent() : LedgerFile.Peek(request.LedgerPath, plan);
        if (exists && recorded.Plan is null && !request.Force)
        {
            throw request.CreateExistsError();
        }

        request.Target.CheckDefinition(
            blueprint.Collection,
            $"Convert-MilvusCollection {request.Name} NEWNAME -Schema SCHEMA copies the rows beside the source into a collection without "
                + "them: it leaves out fields that the schema does not have, and -Transform can give values instead of nulls. Then copy "
                + "that collection. Get-MilvusServer shows the version of the target; a later version may support them.");
        FailedVerification.Check(recorded.FindStep, string.Empty, request.Verify);
        if (recorded.Plan is null && !request.SchemaOnly)
        {
            CheckLoadable(request, blueprint);
            await CheckSharedKeysAsync(request, blueprint.Collection, partitions, filter, token).ConfigureAwait(false);
        }

        return new PreparedCopy(blueprint, partitions, filter, plan, recorded, exists);
    }

    // Milvus Lite loads collections without indexes.
    private static void CheckLoadable(CopyRequest request, CollectionBlueprint blueprint)
    {
        if (!request.Target.CanLoad(blueprint))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{blueprint.Collection.Name} has no index on each vector field, so its copy could not be loaded on "
                    + $"{request.Target.Address}: nothing was copied.")
            {
                RecommendedAction = "Create the missing indexes with New-MilvusIndex, or copy it without its rows with -SchemaOnly.",
            };
        }
    }

    private static async Task CheckSharedKeysAsync(
        CopyRequest request, Collection original, IReadOnlyList<string?> partitions, string? filter, CancellationToken token)
    {
        if (MakesKeys(request, original)
            || !request.Source.Has(ServerFeature.EqualKeys)
            || !SharedKeys.CanReplace(request.Target, partitions.Count))
        {
            return;
        }

        var source = new TransferSide(request.Source, request.From, original, request.BatchSize, filter);
        await source.BeginAsync(token).ConfigureAwait(false);
        await SharedKeys
            .RefuseAsync(
                partitions.Select(partition => source.ReadKeysAsync(new TransferRange(partition, null, null), token)),
                original.Name,
                request.Target.Address,
                "copied",
                $"Copy each partition into a collection of its own: Copy-MilvusCollection {original.Name} -Partition NAME -NewName OTHER.",
                token)
            .ConfigureAwait(false);
    }

    // The servers are not probed here, because -WhatIf changes nothing; the copy itself does it.
    private static async Task<bool> FindTargetAsync(CopyRequest request, Collection original, CancellationToken token)
    {
        try
        {
            return await ResolvedCollection.From(request.Source, request.From, original)
                .FindTargetAsync(request.Target, request.To, request.NewName, replaces: false, token)
                .ConfigureAwait(false) is not null;
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.DatabaseNotFound && request.To.Database is { } database)
        {
            throw new MilvusException(
                MilvusErrorId.DatabaseNotFound,
                $"The target database {database} does not exist on {request.Target.Address}: nothing was copied.",
                failure)
            {
                RecommendedAction = $"Create it with New-MilvusDatabase {database}, or use another -TargetDatabase.",
            };
        }
    }

    // A filter that the server refuses must not be found after the target was created.
    private static async Task<string?> BindFilterAsync(CopyRequest request, Collection original, CancellationToken token)
    {
        if (request.Filter is null)
        {
            return request.FilterParameters is null ? null : throw new MilvusException(
                MilvusErrorId.InvalidArgument, "-FilterParameter has values for -Filter, which is missing.");
        }

        // Each unit has a filter of its own, so the values become part of the text.
        var filter = BoundFilter
            .Bind(request.Filter, Tables.ReadFilterValues(request.FilterParameters), serverKnowsTemplates: false, original)
            .Expression;
        var trial = new QueryRequest { Filter = filter, OutputFields = [original.PrimaryKey!.Name], First = 1 };
        await foreach (var page in request.Source.QueryAsync(request.From, original.Name, trial, token).ConfigureAwait(false))
        {
            _ = page;
        }

        return filter;
    }

    private static async Task<(CollectionBlueprint Blueprint, IReadOnlyList<string?> Partitions)> ReadAsync(
        CopyRequest request,
        CancellationToken token)
    {
        var blueprint = await BlueprintReader.ReadAsync(request.Source, request.From, request.Name, token).ConfigureAwait(false);
        var original = blueprint.Collection;
        CheckKeys(request, original);
        var chosen = ChoosePartitions(request, blueprint);
        if (!request.SchemaOnly)
        {
            await CheckLoadedAsync(request.Source, request.From, original.Name, "copied", token).ConfigureAwait(false);
        }

        IReadOnlyList<string?> partitions =
            chosen is not null ? [.. chosen]
            : blueprint.Partitions.Count > 0 ? [BlueprintReader.DefaultPartition, .. blueprint.Partitions]
            : [null];
        return (
            chosen is null
                ? blueprint
                : blueprint with { Partitions = [.. chosen.Where(partition => partition != BlueprintReader.DefaultPartition)] },
            partitions);
    }

    /// <summary>Refuses a source that is not loaded. A source whose state the user may not read is accepted.</summary>
    /// <param name="client">The client of the source.</param>
    /// <param name="call">Database, time budget and messages.</param>
    /// <param name="name">The source.</param>
    /// <param name="task">The task, as a participle: copied.</param>
    /// <param name="token">Cancels the call.</param>
    internal static async Task CheckLoadedAsync(MilvusClient client, CallContext call, string name, string task, CancellationToken token)
    {
        if (await GetStateAsync(client, call, name, token).ConfigureAwait(false) is not (null or "Loaded"))
        {
            throw new MilvusException(
                MilvusErrorId.CollectionNotLoaded, $"The rows of {name} can be read only if it is loaded: nothing was {task}.")
            {
                RecommendedAction = $"Load it with Mount-MilvusCollection {name}"
                    + (task == "copied" ? ", or copy it without its rows with -SchemaOnly." : "."),
            };
        }
    }

    /// <summary>The load state of a collection; null if it is unknown.</summary>
    internal static Task<string?> GetStateAsync(MilvusClient client, CallContext call, string name, CancellationToken token)
    {
        return BestEffort.TryReadAsync<string>(call, $"The load state of {name}", GetAsync);

        async Task<string?> GetAsync() => await client.GetLoadStateAsync(call, name, token).ConfigureAwait(false);
    }

    // The facts that make two copies the same.
    private static TransferPlan Identify(CopyRequest request, CollectionBlueprint blueprint, IReadOnlyList<string?> partitions) => new(
        "copy",
        ("source", request.SourceText),
        (TargetFact, request.TargetText),
        ("the id of the source", blueprint.Collection.Id.ToString(CultureInfo.InvariantCulture)),
        ("the schema digest", SchemaDigest.Compute(blueprint)),
        ("-Filter", request.Filter ?? string.Empty),
        ("the digest of -FilterParameter", request.FilterParameters is { } values ? LedgerNames.Digest(values) : string.Empty),
        ("-Partition", request.Partitions is null ? string.Empty : string.Join(',', partitions)),
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

    /// <summary>The partitions that -Partition means, of all; null if it is not specified.</summary>
    private static List<string>? ChoosePartitions(CopyRequest request, CollectionBlueprint blueprint)
    {
        if (request.Partitions is not { } patterns)
        {
            return null;
        }

        var name = blueprint.Collection.Name;
        if (blueprint.Collection.Field.FirstOrDefault(field => field.PartitionKey) is { } key)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument, $"The partitions of {name} belong to its partition key: use -Filter on '{key.Name}'.");
        }

        string[] known = [BlueprintReader.DefaultPartition, .. blueprint.Partitions];
        foreach (var pattern in patterns)
        {
            if (!Array.Exists(known, partition => IsMeant(partition, pattern)))
            {
                throw new MilvusException(
                    MilvusErrorId.PartitionNotFound, $"Collection {name} has no partition {pattern}: nothing was copied.");
            }
        }

        return [.. known.Where(partition => patterns.Any(pattern => IsMeant(partition, pattern)))];
    }

    private static bool IsMeant(string partition, string pattern) => WildcardPattern.ContainsWildcardCharacters(pattern)
        ? NamePatterns.Create(pattern).IsMatch(partition)
        : partition == pattern;
}
