using Milvus.Client;
using Milvus.Commands.Indexes;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus.DesiredState;

/// <summary>Makes the steps of collections and their parts, besides rebuilds.</summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls to it.</param>
/// <param name="display">Shows the progress of indexes.</param>
internal sealed class CollectionSteps(MilvusClient client, CallContext call, WaitDisplay display)
{
    /// <summary>A table as the client sends it.</summary>
    internal static Dictionary<string, object?> ToValues(IReadOnlyDictionary<string, string>? table) =>
        (table ?? new Dictionary<string, string>()).ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);

    internal Task MakeAsync(IReadOnlyList<PlannedChange> steps, CancellationToken token)
    {
        // An index that is built again gets its other settings, too.
        var step = steps.FirstOrDefault(one => one.Action == DesiredStateAction.Replace) ?? steps[0];
        var context = call.ForDatabase(step.Database);
        var collection = step.Collection!.Name;
        return step.Kind switch
        {
            "Collection" => ChangeCollectionAsync(step, context, token),
            "Field" => ChangeFieldAsync(step, context, collection, token),
            "Partition" => step.Action == DesiredStateAction.Add
                ? client.CreatePartitionAsync(context, collection, step.Entry!, token)
                : DropPartitionAsync(step, context, collection, token),
            "Index" => ChangeIndexAsync(step, context, collection, token),
            _ => step.Action switch
            {
                DesiredStateAction.Add => client.CreateAliasAsync(context, step.Entry!, collection, token),
                DesiredStateAction.Change => client.AlterAliasAsync(context, step.Entry!, collection, token),
                _ => client.DropAliasAsync(context, step.Entry!, token),
            },
        };
    }

    private async Task ChangeCollectionAsync(PlannedChange step, CallContext context, CancellationToken token)
    {
        if (step.Action == DesiredStateAction.Add)
        {
            await client.CreateCollectionAsync(context, SchemaState.ToCollection(step.Desired!), token).ConfigureAwait(false);
        }
        else if (step.Action == DesiredStateAction.Change)
        {
            var name = step.Entry ?? step.Key!.Name switch
            {
                "description" => "collection.description",
                "consistencyLevel" => "consistency_level",
                _ => "dynamicfield.enabled",
            };
            await client
                .AlterCollectionAsync(context, step.Name, new Dictionary<string, object?> { [name] = step.DesiredText }, null, token)
                .ConfigureAwait(false);
        }
        else if (step.Entry is { } entry)
        {
            await client.AlterCollectionAsync(context, step.Name, null, [entry], token).ConfigureAwait(false);
        }
        else
        {
            // Servers refuse to drop a collection that has aliases.
            var described = await client.DescribeCollectionAsync(context, step.Name, token).ConfigureAwait(false);
            foreach (var alias in await client.AliasesOfAsync(context, described, token).ConfigureAwait(false))
            {
                await client.DropAliasAsync(context, alias, token).ConfigureAwait(false);
            }

            await client.DropCollectionAsync(context, step.Name, token).ConfigureAwait(false);
        }
    }

    private Task ChangeFieldAsync(PlannedChange step, CallContext context, string collection, CancellationToken token)
    {
        if (step.Property is null)
        {
            return step.Action == DesiredStateAction.Add
                ? client.AddFieldAsync(context, collection, SchemaState.ToField(step.Desired!), token)
                : client.DropFieldAsync(context, collection, step.Present!.Name, token);
        }

        var name = step.Entry ?? step.Key!.Name switch
        {
            "description" => "field.description",
            "maxLength" => "max_length",
            _ => "max_capacity",
        };
        return step.Action == DesiredStateAction.Remove
            ? client.AlterFieldAsync(context, collection, step.Desired!.Name, null, [name], token)
            : client.AlterFieldAsync(
                context, collection, step.Desired!.Name, new Dictionary<string, object?> { [name] = step.DesiredText }, null, token);
    }

    private async Task DropPartitionAsync(PlannedChange step, CallContext context, string collection, CancellationToken token)
    {
        // Servers drop only partitions that are released.
        if (await client.GetLoadStateAsync(context, collection, step.Entry, token).ConfigureAwait(false) is "Loaded" or "Loading")
        {
            await client.ReleasePartitionsAsync(context, collection, [step.Entry!], token).ConfigureAwait(false);
        }

        await client.DropPartitionAsync(context, collection, step.Entry!, token).ConfigureAwait(false);
    }

    private async Task ChangeIndexAsync(PlannedChange step, CallContext context, string collection, CancellationToken token)
    {
        var name = step.Present?.FindText("name");
        if (step.Action == DesiredStateAction.Change || (step.Action == DesiredStateAction.Remove && step.Entry is not null))
        {
            var isSet = step.Action == DesiredStateAction.Change;
            await client
                .AlterIndexAsync(
                    context,
                    collection,
                    name!,
                    isSet ? new Dictionary<string, object?> { [step.Entry!] = step.DesiredText } : null,
                    isSet ? null : [step.Entry!],
                    token)
                .ConfigureAwait(false);
            return;
        }

        var wasLoaded = step.Action == DesiredStateAction.Replace
            && await client.GetLoadStateAsync(context, collection, token).ConfigureAwait(false) is "Loaded" or "Loading";
        if (step.Present is not null)
        {
            if (wasLoaded)
            {
                await client.ReleaseCollectionAsync(context, collection, token).ConfigureAwait(false);
            }

            await new ForcedIndexDrop(client, context, collection, isListed: false).DropAsync(name!, token).ConfigureAwait(false);
        }

        if (step.Desired is not null)
        {
            var wanted = step.Present is null ? step.Desired : StateMerge.Merge(step.Desired, step.Present);
            await IndexCreation
                .CreateAsync(client, context, collection, SchemaState.ToIndex(wanted), wait: true, display, token)
                .ConfigureAwait(false);
        }

        if (wasLoaded)
        {
            await client.LoadCollectionAsync(context, collection, new LoadOptions(), token).ConfigureAwait(false);
            await client.WaitForLoadAsync(context, collection, refresh: false, display, token).ConfigureAwait(false);
        }
    }
}
