using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Conditions;
using Milvus.Connections;
using Milvus.Core.Calls;
using Milvus.Core.Errors;
using Milvus.Core.Marshalling.Values;
using Milvus.Names;

namespace Milvus.Pipeline;

/// <summary>Hints for names of fields that are misspelt.</summary>
public abstract partial class ConnectedCommand
{
    private const string FilterParameterName = "Filter";

    // The parameters of each cmdlet that name fields.
    private static readonly ConcurrentDictionary<Type, HashSet<string>> _fieldParameters = [];

    // The name in a warning, whose field need not be named again.
    private string? _warnedOf;

    /// <summary>
    /// A server names the field that does not exist, but not the one that was meant. The names are those of the parameters that complete
    /// fields, and of the filter.
    /// </summary>
    private protected override MilvusException Advise(MilvusException failure, object? target) =>
        Condition?.Explain(failure) is { } explained ? explained
        : NameMissing(failure, target) is { } named ? Advise(named, target)
        : FindNearName(failure, target) is { } name
            ? failure.With(failure.Message, action: $"Did you mean {name}? {failure.RecommendedAction}".TrimEnd())
        : FindOtherConnections(failure) is { } action ? failure.With(failure.Message, action: action)
        : failure.ErrorId is MilvusErrorId.InvalidArgument or MilvusErrorId.FieldNotFound or MilvusErrorId.FilterSyntax
        && FindKnownSchema() is { } schema
        && FindMisspelt(schema) is { } found
        && (failure.Message.Contains(found.Name, StringComparison.Ordinal) || IsTheField(found.Name))
            ? failure.With(failure.Message, action: $"Did you mean {found.Near}? The fields of {schema.Name} are "
                + $"{string.Join(", ", schema.Field.Where(field => !field.IsDynamic).Select(field => field.Name))}.")
            : failure;

    // In a collection with dynamic keys, the server takes the name as a key, and says only that it is not a vector.
    private bool IsTheField(string name) => MyInvocation.BoundParameters.GetValueOrDefault("Field") is string field && field == name;

    // With several connections, a missing collection is probably that of another one: Connect-Milvus has changed the current connection.
    private string? FindOtherConnections(MilvusException failure) =>
        failure.ErrorId == MilvusErrorId.CollectionNotFound
        && failure.RecommendedAction == DefaultAdvice.Find(failure.ErrorId)
        && Connection is null
        && _connected is { } current
        && RunspaceConnections.Find(Runspace.DefaultRunspace)?.Open.Count > 1
            ? $"The current connection is {current.Place}: Get-MilvusCollection lists its collections. Use -Connection for a collection of "
                + "another connection, which Get-MilvusConnection lists."
            : null;

    /// <summary>In a collection with dynamic keys, a misspelt field is not an error, but the key of no row: a warning.</summary>
    private protected void WarnMisspelt(Collection schema)
    {
        if (schema.EnableDynamicField && FindMisspelt(schema) is { } found)
        {
            _warnedOf = found.Name;
            WriteWarning($"'{found.Name}' is not a field of {schema.Name}, but a dynamic key. Did you mean {found.Near}? "
                + $"$meta[\"{found.Name}\"] is the key in any case.");
        }
    }

    /// <summary>Warns that no row matches a filter, and names what is not a field in it: perhaps it is misspelt.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="result">What follows, as a clause.</param>
    /// <param name="client">The client; null for that of the cmdlet.</param>
    /// <param name="context">The database; null for that of the cmdlet.</param>
    private protected void WarnOfNoMatch(
        Collection schema, string filter, string result, MilvusClient? client = null, CallContext? context = null)
    {
        var unknown = FindKeys(schema, filter);
        var sample = unknown.Count == 0 ? null : TrySampleKeys(client ?? Client, context ?? Call, schema);
        var sentences = unknown.Select(name => $" '{name}' is not a field of {schema.Name}, but a dynamic key that rows can have."
            + (FindMeant(name, filter, schema, sample) is { } near ? $" Did you mean {near}?" : string.Empty));
        WriteWarning($"No row of {schema.Name} matches the filter, so {result}.{string.Concat(sentences)}");
    }

    /// <summary>
    /// After a read, a count or a delete without a row: warns of a dynamic key in the filter that is probably a misspelt field, or a
    /// misspelt key of other rows. Only then a few rows are read.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="context">The database.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="filter">The filter; null for none.</param>
    private protected void HintAtKeys(MilvusClient client, CallContext context, string collection, string? filter)
    {
        if (filter is null
            || TryHint(context, (call, token) => client.GetSchemaAsync(call, collection, token)) is not { EnableDynamicField: true } schema
            || FindKeys(schema, filter) is not { Count: > 0 } unknown
            || TrySampleKeys(client, context, schema) is not { Rows: > 0 } sample)
        {
            return;
        }

        foreach (var name in unknown.Where(name => name != _warnedOf && !sample.Keys.ContainsKey(name)))
        {
            var line = $"No row of {schema.Name} matches the filter. '{name}' is not a field, but a dynamic key, and none of "
                + $"{Counts.ToText(sample.Rows, "sampled row")} has it.";
            if (FindMeant(name, filter, schema, sample) is { } near)
            {
                WriteWarning($"{line} Did you mean {near}?");
            }
            else
            {
                WriteVerbose(line);
            }
        }
    }

    /// <summary>The names in a filter that are not fields. A condition is translated, and its names have their own warnings.</summary>
    private List<string> FindKeys(Collection schema, string filter)
    {
        var fields = schema.Field.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var names = Condition is null ? FilterNames.Find(filter).Union(FilterNames.FindKeys(filter)) : FilterNames.FindKeys(filter);
        return names.Where(name => !fields.Contains(name)).ToList();
    }

    /// <summary>
    /// The field that is similar to a name, or else the key of a few rows; null for none. $meta["name"] is not a field, and a warning names
    /// a field only once.
    /// </summary>
    private string? FindMeant(string name, string filter, Collection schema, DynamicKeySample? sample) =>
        (name != _warnedOf && Condition is null && FilterNames.Find(filter).Contains(name)
            ? NearName.Find(name, schema.Field.Select(field => field.Name))
            : null)
        ?? (sample is null || sample.Keys.ContainsKey(name) ? null : NearName.Find(name, sample.Keys.Keys));

    private DynamicKeySample? TrySampleKeys(MilvusClient client, CallContext context, Collection schema) => schema.EnableDynamicField
        ? TryHint(context, (call, token) => DynamicKeySample.ReadAsync(client, call, schema, token))
        : null;

    private T? TryHint<T>(CallContext context, Func<CallContext, CancellationToken, Task<T>> read)
        where T : class
    {
        try
        {
            return Await(read, context);
        }
        catch (MilvusException failure)
        {
            WriteVerbose($"Hints for the names in the filter are omitted: {failure.Message}");
            return null;
        }
    }

    private (string Name, string Near)? FindMisspelt(Collection schema)
    {
        var fields = schema.Field.Where(field => !field.IsDynamic).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in FieldArguments().Where(name => !fields.Contains(name)))
        {
            // A name in another case means the field.
            if (NearName.Find(name, fields) is { } near && !near.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return (name, near);
            }
        }

        return null;
    }

    private IEnumerable<string> FieldArguments()
    {
        var ofFields = _fieldParameters.GetOrAdd(GetType(), FindFieldParameters);
        foreach (var (parameter, value) in MyInvocation.BoundParameters)
        {
            if (parameter == FilterParameterName && value is string filter)
            {
                foreach (var name in FilterNames.Find(filter))
                {
                    yield return name;
                }
            }
            else if (ofFields.Contains(parameter))
            {
                foreach (var name in value switch { string one => [one], string[] several => several, _ => Array.Empty<string>() })
                {
                    // The direction of an order follows the name.
                    yield return name.Split(':')[0].Trim();
                }
            }
        }
    }

    private static HashSet<string> FindFieldParameters(Type cmdlet) =>
    [
        .. cmdlet.GetProperties()
            .Where(property => typeof(FieldNameCompleter).IsAssignableFrom(property.GetCustomAttribute<ArgumentCompleterAttribute>()?.Type))
            .Select(property => property.Name),
    ];

    /// <summary>The schema of the collection that the arguments name, if it was read before; an error causes no further call.</summary>
    private Collection? FindKnownSchema()
    {
        var bound = MyInvocation.BoundParameters;
        var item = FindFirstItem();
        var connection = item?.Origin as MilvusConnection ?? _connected;
        var name = FindCollectionName(item)
            ?? (bound.GetValueOrDefault("Name") is string[] and [var only] ? only : null);
        return connection is { IsOpen: true } && name is not null && IsOfDatabase(item)
            ? connection.Client.FindSchema(GetCall(item), name)
            : null;
    }
}
