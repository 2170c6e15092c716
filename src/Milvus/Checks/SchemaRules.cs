using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Checks;

/// <summary>Rules about schemas, and about what could not be checked.</summary>
internal static class SchemaRules
{
    private const int MinSample = 10;

    internal static IEnumerable<CollectionFinding> FindNeverFilled(CollectionFacts facts, HealthCures cures)
    {
        if (facts.Sample is not { Rows: >= MinSample } sample)
        {
            return [];
        }

        var isWhole = sample.Rows == facts.Counted;
        return
            from field in facts.Collection.Field
            where !field.PrimaryKey && !field.IsDynamic && !field.IsFunctionOutput && field.StructField.Count == 0
            where sample.CountFilled(field.Name) == 0
            select HealthRules.Create(
                facts,
                FindingSeverity.Information,
                "FieldNeverFilled",
                field.Name,
                isWhole
                    ? $"{field.Name} has no value in any row of {Display.Number(sample.Rows)}."
                    : $"{field.Name} has no value in the {Counts.ToText(sample.Rows, "sampled row")}. Other rows may have one.",
                isWhole ? cures.RemoveField(field.Name) : $"{cures.FindRows(WriteFilter(field))} -First 1",
                ("SampledRows", sample.Rows),
                ("FilledRows", 0),
                ("Rows", facts.Counted));
    }

    internal static IEnumerable<CollectionFinding> FindConsistency(CollectionFacts facts, HealthCures cures)
    {
        var explanation = facts.Collection.ConsistencyLevel switch
        {
            _ when facts.HasCurrentReads => null,
            "Strong" => "The default consistency level is Strong, so each search waits until the server has applied all writes. Bounded "
                + "does not wait, and a single search can still ask for Strong.",
            "Eventually" => "The default consistency level is Eventually, so searches of other clients can miss rows that were just "
                + "written.",
            _ => null,
        };
        if (explanation is not null)
        {
            yield return HealthRules.Create(
                facts,
                FindingSeverity.Information,
                $"{facts.Collection.ConsistencyLevel}Consistency",
                string.Empty,
                facts.CanAlterSchema
                    ? explanation
                    : $"{explanation} This server cannot change it: the command sets what searches of this session ask for.",
                facts.CanAlterSchema ? cures.SetProperty("consistency_level", "Bounded") : HealthCures.SetSessionLevel("Bounded"),
                ("ConsistencyLevel", facts.Collection.ConsistencyLevel));
        }
    }

    internal static IEnumerable<CollectionFinding> FindNoDescription(CollectionFacts facts, HealthCures cures)
    {
        // A server that cannot change a description has only the one of the creation, and nothing cures that.
        if (facts.CanAlterSchema && facts.Collection.Description.Length == 0)
        {
            yield return HealthRules.Create(
                facts,
                FindingSeverity.Information,
                "NoDescription",
                string.Empty,
                "The collection has no description: others cannot see what its rows are.",
                cures.SetProperty("'collection.description'", "What the rows are"),
                ("Description", facts.Collection.Description));
        }
    }

    internal static IEnumerable<CollectionFinding> FindUnknown(CollectionFacts facts, HealthCures cures)
    {
        // Rows of a collection that is not loaded cannot be counted, and another finding says that.
        if (facts.Unknown.Count > 0)
        {
            yield return HealthRules.Create(
                facts,
                FindingSeverity.Information,
                "NotChecked",
                string.Empty,
                $"These could not be read, so findings about them are missing: {string.Join(", ", facts.Unknown)}.",
                cures.CheckAgain,
                ("Unknown", facts.Unknown.ToArray()));
        }
    }

    // The filter for rows with a value.
    private static string WriteFilter(Field field) => FieldTypes.Of(field.Type) switch
    {
        { IsText: true } => $"{field.Name} != \"\"",
        { Family: FieldFamily.Array } => $"array_length({field.Name}) > 0",
        _ => $"{field.Name} is not null",
    };
}
