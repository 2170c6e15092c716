using System.Globalization;
using System.Management.Automation;
using Milvus.Core.Marshalling.Rows;
using Milvus.Objects;
using Milvus.Transfers;
using Milvus.Values;

namespace Milvus.Conversions;

/// <summary>Makes rows of the new collection from rows of the old one, with the user's script block.</summary>
/// <param name="script">The script block, which has the row as $_; null to keep the rows.</param>
/// <param name="source">The old collection.</param>
/// <param name="target">The new collection.</param>
/// <param name="connection">The connection of the rows.</param>
internal sealed class RowTransform(ScriptBlock? script, Collection source, Collection target, MilvusConnection connection)
{
    private readonly EntityNames _names = new(target);
    private readonly RowNames _rowNames = new();
    private readonly HashSet<string> _left =
    [
        .. source.Field.Where(field => field.IsFunctionOutput).Select(field => field.Name),
        .. target.Field.Where(field => field.IsFunctionOutput || field is { PrimaryKey: true, AutoId: true }).Select(field => field.Name),
    ];

    private readonly HashSet<string> _known = [.. target.Field.Select(field => field.Name)];

    // PowerShell cannot assign a property that an object does not have.
    private readonly string[] _new = [.. target.Field
        .Where(field => !field.IsFunctionOutput && field is not { PrimaryKey: true, AutoId: true })
        .Select(field => field.Name)
        .Except(source.Field.Select(field => field.Name), StringComparer.Ordinal)];

    // Without a dynamic field, the new row cannot have them.
    private readonly string[] _gone = target.EnableDynamicField
        ? []
        : [.. source.Field.Select(field => field.Name).Except(target.Field.Select(field => field.Name), StringComparer.Ordinal)];

    private readonly HashSet<string> _ofSource = [.. source.Field.Select(field => field.Name)];

    /// <summary>The advice for a row that does not fit, if no script block makes the rows.</summary>
    internal string AdviceWithoutScript { get; init; } =
        $"Use -Transform with a script block that has the row as $_, and returns a row for {target.Name}.";

    /// <summary>The new rows: none, one or several.</summary>
    /// <exception cref="MilvusException">The script fails, or returns something that is not a row.</exception>
    internal IEnumerable<IEnumerable<KeyValuePair<string, object?>>> Run(RowPage page, int row)
    {
        var pairs = page.GetRow(row).Where(pair => !_left.Contains(pair.Key)).ToList();
        if (script is null)
        {
            // A field that the new schema does not have goes to the dynamic field, or away if there is none.
            return [[.. target.EnableDynamicField ? pairs : pairs.Where(pair => _known.Contains(pair.Key))]];
        }

        var entity = EntityWriter.ToObject(pairs, new EntityOrigin(connection, source.Database ?? string.Empty, source.Name), _rowNames);
        string[] added = [.. _new.Where(name => entity.Properties[name] is null)];
        foreach (var name in added)
        {
            EntityWriter.AddProperty(entity, name, null);
        }

        var before = FindGone(pairs).ToDictionary(name => name, name => EntityReader.Unwrap(entity.Properties[name]?.Value));
        try
        {
            return [.. UserScript.Run(script, entity)
                .Where(output => output is not null)
                .Select(output => LeaveOut(_names.ConvertRow(output, null), added, before))];
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            throw new MilvusException(MilvusErrorId.SchemaMismatch, UserScript.Describe(failure), failure);
        }
    }

    // What the new collection has no place for: fields of the old one, and dynamic keys of the row.
    private IEnumerable<string> FindGone(IEnumerable<KeyValuePair<string, object?>> row) => target.EnableDynamicField
        ? []
        : _gone.Concat(row.Select(pair => pair.Key).Where(key => !_known.Contains(key) && !_ofSource.Contains(key)));

    // A field that the script has not set is missing, so that it gets its default value. What the new collection has no place for is left
    // out, as without a script; but a value that the script has set for it is an error.
    private static List<KeyValuePair<string, object?>> LeaveOut(
        List<KeyValuePair<string, object?>> row, string[] added, Dictionary<string, object?> before)
    {
        row.RemoveAll(pair => (pair.Value is null && added.Contains(pair.Key, StringComparer.Ordinal))
            || (before.TryGetValue(pair.Key, out var old) && Equals(EntityReader.Unwrap(pair.Value), old)));
        return row;
    }

    /// <summary>The error of a row that cannot be made, or that the new collection cannot have.</summary>
    internal MilvusException Refuse(MilvusException failure, object key)
    {
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"the row of {source.Name} with the key {DifferenceText.List([key])}");
        return script is null
            ? failure.With(
                $"{char.ToUpperInvariant(row[0])}{row[1..]} does not fit the new schema: {failure.Message}",
                action: AdviceWithoutScript)
            : failure.With(
                $"-Transform failed for {row}: {failure.Message}",
                action: $"Correct the script block: it has the row as $_, and returns a row for {target.Name}. {DynamicKeyAdvice}");
    }

    /// <summary>The error of a script block that has left out all rows, probably because it does not return its row.</summary>
    /// <param name="rows">The number of rows of the old collection.</param>
    internal MilvusException RefuseEmpty(long rows) => new(
        MilvusErrorId.SchemaMismatch,
        string.Create(
            CultureInfo.InvariantCulture,
            $"-Transform has returned no row for {RowCounts.ToText(rows)} of {source.Name}, so {target.Name} would be empty."))
    {
        RecommendedAction = "Return the row at the end of the script block, for example: " + Example,
    };

    // A field works for each row: dynamic keys may be absent.
    private string Example => $"{{ $_.{_new.Concat(_known).First()} = ...; $_ }}.";

    private string DynamicKeyAdvice => target.EnableDynamicField
        ? "The row has properties for the fields of both collections. Add-Member -Force sets other keys of the dynamic field."
        : "The row has properties for the fields of both collections.";
}
