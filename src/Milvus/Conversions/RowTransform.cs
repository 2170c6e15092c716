using System.Management.Automation;
using Milvus.Core.Marshalling.Rows;
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
    private readonly HashSet<string> _left =
    [
        .. source.Field.Where(field => field.IsFunctionOutput).Select(field => field.Name),
        .. target.Field.Where(field => field.IsFunctionOutput || field is { PrimaryKey: true, AutoId: true }).Select(field => field.Name),
    ];

    private readonly HashSet<string> _known = [.. target.Field.Select(field => field.Name)];

    /// <summary>The new rows: none, one or several.</summary>
    /// <exception cref="MilvusException">The script fails, or returns something that is not a row.</exception>
    internal IEnumerable<IEnumerable<KeyValuePair<string, object?>>> Run(RowPage page, int row)
    {
        var pairs = page.GetRow(row).Where(pair => !_left.Contains(pair.Key));
        if (script is null)
        {
            // A field that the new schema does not have goes to the dynamic field, or away if there is none.
            return [[.. target.EnableDynamicField ? pairs : pairs.Where(pair => _known.Contains(pair.Key))]];
        }

        var key = page.GetKey(row);
        var entity = EntityWriter.ToObject(pairs, new EntityOrigin(connection, source.Database ?? string.Empty, source.Name));
        try
        {
            return [.. script
                .InvokeWithContext(null, [new PSVariable("_", entity)], [])
                .Where(output => output is not null)
                .Select(output => _names.ConvertRow(output, null))];
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            throw new MilvusException(
                MilvusErrorId.SchemaMismatch, $"-Transform failed for the row with the key {key}: {failure.Message}", failure)
            {
                RecommendedAction =
                    $"Correct the script block: it has the row of {source.Name} as $_, and returns a row for {target.Name}.",
            };
        }
        catch (MilvusException failure)
        {
            throw failure.With($"-Transform, the row with the key {key}: {failure.Message}");
        }
    }
}
