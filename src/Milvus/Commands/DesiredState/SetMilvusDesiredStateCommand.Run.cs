using System.Globalization;
using Milvus.Commands.Schemas.Building;
using Milvus.Conversions;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Schemas;
using Milvus.DesiredState;
using Milvus.Pipeline;

namespace Milvus;

// The run of the steps, on the pipeline thread, which asks for confirmation.
public sealed partial class SetMilvusDesiredStateCommand
{
    private void Apply(StatePlan plan, string file)
    {
        var groups = StateSteps.Arrange(plan.Steps);
        var access = new AccessSteps(Client, Call, Current, Password.Passwords);
        var done = new List<PlannedChange>();
        foreach (var steps in groups)
        {
            if (!Confirm(steps))
            {
                continue;
            }

            try
            {
                Make(plan, steps, access, file);
            }
            catch (MilvusException failure)
            {
                throw failure.With($"{DescribeDone(done)} This step failed: {Describe(steps)}. {failure.Message}");
            }

            done.AddRange(steps);
            foreach (var step in steps.Where(_ => PassThru))
            {
                WriteObject(Mark(step.ToChange(), Connected, step.Database));
            }
        }

        if (done.Count > 0)
        {
            Verify(plan, done);
        }
        else if (groups.Count == 0)
        {
            WriteVerbose($"{Connected.Label} is as '{file}' says: nothing was changed.");
        }
    }

    private bool Confirm(IReadOnlyList<PlannedChange> steps)
    {
        var place = steps[0].Database is { } database ? $"{Connected.Place}/{database}" : Connected.Place;
        return steps.Any(step => step.RequiresForce) && Force ? ConfirmLoss(place, Describe(steps)) : ShouldProcess(place, Describe(steps));
    }

    private void Make(StatePlan plan, IReadOnlyList<PlannedChange> steps, AccessSteps access, string file)
    {
        var display = new WaitDisplay(Describe(steps));
        if (steps.Any(step => step.IsRebuild))
        {
            Rebuild(plan, steps, file, display);
            return;
        }

        Await(
            (call, token) => access.Make(steps, token) ?? new CollectionSteps(Client, call, display).MakeAsync(steps, token),
            Call,
            display);
    }

    private void Rebuild(StatePlan plan, IReadOnlyList<PlannedChange> steps, string file, WaitDisplay display)
    {
        var step = steps[0];
        var isEmpty = steps.Any(one => one.Rows?.IsEmpty is true);
        var name = step.Collection!.Name;
        var context = Call.ForDatabase(step.Database);
        var old = Await((_, token) => BlueprintReader.ReadAsync(Client, context, name, token), context);
        var present = plan.Present.GetItems(StateKinds.Collections).First(IsMeant);
        present.Set("indexes", Await((_, token) => Client.ListIndexesAsync(context, name, token), context)
            .Select(SchemaState.From)
            .ToArray());
        var merged = StateMerge.Merge(plan.Desired.GetItems(StateKinds.Collections).First(IsMeant), present);
        var collection = SchemaState.ToCollection(merged);
        var wanted = new CollectionBlueprint(
            collection,
            collection.Field.Any(field => field.PartitionKey) ? [] : old.Partitions,
            [
                .. merged.GetItems("indexes")
                    .Where(index => collection.EnableDynamicField || collection.Field.Any(field => IsOn(index, field)))
                    .Select(SchemaState.ToIndex),
            ]);
        CreateRebuild(step.Database!, name, file, display).Run(old, wanted, isEmpty, display);

        // An index can also be on a field of a struct, as struct[field].
        bool IsOn(StateObject index, Field field) =>
            index.FindText("field") == field.Name
            || index.FindText("field")!.StartsWith(field.Name + "[", StringComparison.Ordinal);

        bool IsMeant(StateObject one) => one.Name == name && (one.FindText("database") ?? Current) == step.Database;
    }

    // An interrupted replacement may have left the collection with another name.
    private void TakeBackInterrupted(StateObject desired, string file)
    {
        foreach (var collection in desired.GetItems(StateKinds.Collections))
        {
            var database = collection.FindText("database") ?? Current;
            if (!File.Exists(PathOfLedger(database, collection.Name, file)))
            {
                continue;
            }

            if (!ShouldProcess($"{Connected.Place}/{database}", $"Take back the interrupted replacement of collection {collection.Name}"))
            {
                continue;
            }

            var rebuild = CreateRebuild(database, collection.Name, file, new WaitDisplay("Taking back"));
            if (Await((_, token) => rebuild.TakeBackAsync(collection.Name, token), Call))
            {
                WriteWarning($"An interrupted replacement of {collection.Name} was taken back. It begins again.");
            }
        }
    }

    private CollectionRebuild CreateRebuild(string database, string collection, string file, WaitDisplay display)
    {
        var context = Call.ForDatabase(database);
        return new(Client, context, Connected, new Waiting(this, context, display), PathOfLedger(database, collection, file));
    }

    // Beside the file, and one for each server.
    private string PathOfLedger(string database, string collection, string file) => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(file)!,
        $"{System.IO.Path.GetFileNameWithoutExtension(file)}-{Sha256Text.Of($"{Connected.Label}/{database}/{collection}")[..12]}.ledger");

    // A server may ignore a setting, and a second run would make the step again.
    private void Verify(StatePlan plan, List<PlannedChange> done)
    {
        var after = Await((call, token) => new StatePlanning(Client, call, Current).PlanAsync(plan.Desired, token));
        var left = after.Steps
            .Where(step => done.Exists(made => (made.Kind, made.Name, made.Property) == (step.Kind, step.Name, step.Property)))
            .ToList();
        if (left.Count > 0)
        {
            WriteWarning($"The steps are made, but the server does not return these values, which it may not support: "
                + $"{string.Join("; ", left.Select(step => step.Describe()))}.");
        }
    }

    private static string Describe(IReadOnlyList<PlannedChange> steps) => string.Join("; ", steps.Select(step => step.Describe()));

    private static string DescribeDone(List<PlannedChange> done) => done.Count == 0
        ? "Nothing was changed."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{done.Count} {Counts.Noun(done.Count, "step is", "steps are")} made: {Describe(done)}. The same command continues.");

    private sealed class Waiting(SetMilvusDesiredStateCommand cmdlet, CallContext call, WaitDisplay display) : ConversionWait
    {
        internal override T Run<T>(Func<CancellationToken, Task<T>> wanted) => cmdlet.Await((_, token) => wanted(token), call, display);

        internal override void Report(string status) => display.Report(new WaitProgress(null, status));
    }
}
