using Milvus.Commands.Schemas.Building;
using Milvus.Core.Types;
using Milvus.Values;

namespace Milvus.DesiredState;

/// <summary>Checks the schemas and indexes of a plan.</summary>
/// <param name="plan">The plan.</param>
/// <param name="problems">Gets the problems.</param>
internal sealed class CollectionPlanChecks(StatePlan plan, StateProblems problems)
{
    /// <summary>Checks the schemas, the partitions and the indexes.</summary>
    internal void CheckSchemas()
    {
        foreach (var (desired, present, merged, _) in FindCollections())
        {
            if (present is null && !desired.Has("fields"))
            {
                problems.Add(desired.Path, $"the collection {desired.Name} does not exist, and has no fields to create it.");
                continue;
            }

            if (!HaveTypes(merged.GetItems("fields"), desired))
            {
                continue;
            }

            CheckFields(merged, desired);
            CheckIndexes(merged, desired);
            new IndexPlanChecks(problems).Check(merged, desired);
            CheckPartitions(merged, desired);
        }
    }

    /// <summary>Checks whether the new collections can have the rows of those that they replace.</summary>
    internal void CheckRows()
    {
        foreach (var (desired, present, merged, steps) in FindCollections())
        {
            if (present is not null && steps.Any(change => change.IsRebuild && change.Rows?.IsEmpty is not true))
            {
                CheckRows(merged, present, desired);
            }
        }
    }

    private IEnumerable<(StateObject Desired, StateObject? Present, StateObject Merged, IEnumerable<PlannedChange> Steps)> FindCollections()
    {
        foreach (var steps in plan.Steps
            .Where(change => change.Collection is not null)
            .Where(change => change.Desired is not null || change is { Kind: "Partition", Action: DesiredStateAction.Add })
            .GroupBy(change => (change.Database, change.Collection!.Name)))
        {
            var desired = steps.Select(change => change.Kind == "Collection" ? change.Desired! : change.Owner!).First();
            var present = FindPresent(steps.Key.Database, steps.Key.Name);
            yield return (desired, present, present is null ? desired : StateMerge.Merge(desired, present), steps);
        }
    }

    // A field that exists has its type, so a file need not repeat it.
    private bool HaveTypes(IReadOnlyList<StateObject> fields, StateObject desired)
    {
        var untyped = fields.Concat(fields.SelectMany(field => field.GetItems("fields"))).Where(field => !field.Has("type")).ToList();
        foreach (var field in untyped)
        {
            var unknown = StateHints.Unknown(field.Name, "field", fields.Except(untyped).Select(known => known.Name));
            problems.Add(field.Path, $"the type of a new field is missing: {unknown}");
        }

        return untyped.Count == 0;
    }

    private void CheckPartitions(StateObject merged, StateObject desired)
    {
        if (merged.GetItems("fields").Any(field => field.IsOn("partitionKey"))
            && desired.FindNames("partitions")?.Any(name => name != BlueprintReader.DefaultPartition) is true)
        {
            problems.Add(
                $"{desired.Path}.partitions",
                $"{desired.Name} has a partition key, so the server makes its partitions: leave the list out.");
        }
    }

    private StateObject? FindPresent(string? database, string name) => plan.Present
        .GetItems(StateKinds.Collections)
        .FirstOrDefault(there => there.Name == name && there.FindText("database") == database);

    private void CheckFields(StateObject merged, StateObject desired)
    {
        var collection = SchemaState.ToCollection(merged);
        foreach (var field in collection.Field)
        {
            var type = FieldTypes.Of(field.Type);
            var missing = type.IsVector && type.Family != FieldFamily.SparseVector && field.Dimension is null ? "dimension"
                : field.Type == DataType.VarChar && field.MaxLength is null ? "maxLength"
                : field.Type == DataType.Array && field.ElementType == DataType.None ? "elementType"
                : field.Type == DataType.Array && field.MaxCapacity is null ? "maxCapacity"
                : null;
            if (missing is not null)
            {
                problems.Add($"{desired.Path}.fields.{field.Name}", $"the {missing} of the {field.Type} field is missing.");
            }
        }

        try
        {
            ClientSchemaChecks.Check(
                new Schema { Field = collection.Field, Function = collection.Function, ExternalSource = collection.ExternalSource });
        }
        catch (MilvusException failure)
        {
            problems.Add($"{desired.Path}.fields", failure.Message);
        }
    }

    private void CheckIndexes(StateObject merged, StateObject desired)
    {
        var fields = merged.GetItems("fields")
            .SelectMany(field => field.GetItems("fields").Select(inner => $"{field.Name}[{inner.Name}]").Prepend(field.Name))
            .ToList();
        foreach (var index in desired.GetItems("indexes").Where(index => !fields.Contains(index.FindText("field")!)))
        {
            if (!merged.IsOn("enableDynamicField") || !index.Has("parameters"))
            {
                problems.Add(index.Path, StateHints.Unknown(index.FindText("field")!, "field", fields));
            }
        }
    }

    // Rows are moved as they are, so each new field must be able to take its values.
    private void CheckRows(StateObject merged, StateObject present, StateObject desired)
    {
        var before = present.GetItems("fields").ToDictionary(field => field.Name, StringComparer.Ordinal);
        var computed = merged.GetItems("functions").SelectMany(function => function.FindNames("outputFields") ?? []).ToHashSet();
        foreach (var field in merged.GetItems("fields").Where(field => !computed.Contains(field.Name)))
        {
            var reason = !before.TryGetValue(field.Name, out var old)
                ? field.IsOn("nullable") || field.Has("defaultValue") || field.IsOn("autoId")
                    ? null
                    : "the rows have no values for the new field: make it nullable, or give it a defaultValue"
                : FindObstacle((DataType)old.Find("type")!, (DataType)field.Find("type")!, old, field);
            if (reason is not null)
            {
                problems.Add(
                    $"{desired.Path}.fields.{field.Name}",
                    $"{reason}. Convert-MilvusCollection -Transform makes the rows of another schema from those of {desired.Name}.");
            }
        }
    }

    private static string? FindObstacle(DataType from, DataType to, StateObject old, StateObject field) =>
        from == to
            ? FieldTypes.Of(to).IsVector && old.FindNumber("dimension") != field.FindNumber("dimension")
                ? $"vectors of {old.FindNumber("dimension")} components do not fit a dimension of {field.FindNumber("dimension")}"
                : null
            : CanConvert(FieldTypes.Of(from), FieldTypes.Of(to))
                ? null
                : $"values of {from} do not fit {to}";

    private static bool CanConvert(FieldType from, FieldType to) =>
        (from.Family is FieldFamily.Integer && to.Family is FieldFamily.Integer or FieldFamily.Float)
        || (from.Family is FieldFamily.Float && to.Family is FieldFamily.Float)
        || (from.Family is FieldFamily.Text && to.Family is FieldFamily.Text)
        || (from.Family is FieldFamily.FloatVector && to.Family is FieldFamily.FloatVector);
}
