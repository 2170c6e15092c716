using System.Globalization;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Formats.Text;

namespace Milvus.Files;

/// <summary>Checks the columns of a file with a header, so that a wrong column is one error and not one for each row.</summary>
internal static class FileColumns
{
    private const int ShownNames = 50;

    /// <param name="schema">The collection.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="where">What has the columns, for errors.</param>
    /// <param name="options">The fields of the columns, whether the rows need their keys, and what to do without a column.</param>
    /// <param name="fits">Whether the values of a column can be those of a field, for the proposal of a map.</param>
    /// <param name="added">How many columns at the end are added to those of the file.</param>
    /// <param name="advice">What to do about missing columns if no column can be renamed; null for the usual advice.</param>
    /// <exception cref="MilvusException">A column is duplicated, unknown, or missing.</exception>
    internal static void Check(
        Collection schema,
        IReadOnlyList<string> columns,
        string where,
        RowFileOptions options,
        Func<string, Field, bool> fits,
        int added = 0,
        string? advice = null)
    {
        var upsert = options.Upsert;
        var map = options.Map;
        CheckFilledTwice(columns, map, where);
        var names = columns.Select(map.FindField).OfType<string>().ToList();
        var ofFile = columns.SkipLast(added).ToList();
        var wrong = ofFile
            .Select(map.FindField)
            .OfType<string>()
            .Select(name => FindFault(schema, name, upsert))
            .OfType<MilvusException>()
            .ToList();
        var missing = schema
            .Field.Where(field => IsNeeded(field, upsert) && !names.Contains(field.Name))
            .Select(field => field.Name)
            .ToList();
        var lacks = missing.Count == 0
            ? []
            : new[]
            {
                $"{where} lacks {(missing.Count == 1 ? "a column" : "columns")} that {schema.Name} needs: "
                    + $"{string.Join(", ", missing)}; its columns: {Join(ofFile)}.",
            };
        if (wrong.Count + lacks.Length == 0)
        {
            return;
        }

        var unknown = ofFile
            .Where(column => map.FindField(column) is { } name
                && name != RowBatch.DynamicField
                && schema.Field.All(field => field.Name != name))
            .Where(column => !map.Contains(column))
            .ToList();
        throw new MilvusException(MilvusErrorId.SchemaMismatch, Sentences.Join(wrong.Select(failure => failure.Message).Concat(lacks)))
        {
            Field = wrong.FirstOrDefault()?.Field,
            RecommendedAction = Advise(
                MapExample.Create(schema, unknown, missing, ofFile, map, fits) ?? wrong.FirstOrDefault()?.RecommendedAction ?? advice,
                missing.Select(name => options.ExplainMissing?.Invoke(name)).FirstOrDefault(advice => advice is not null)),
        };
    }

    private static void CheckFilledTwice(IReadOnlyList<string> columns, ColumnMap map, string where)
    {
        var twice = columns
            .Where(column => map.FindField(column) is not null)
            .GroupBy(map.FindField, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw CreateRefused(
                $"{where} has two columns for '{twice.Key}': {string.Join(", ", twice)}",
                "-Map leaves a column out with $null.");
        }
    }

    private static string Advise(string? ofColumns, string? ofMissing) => (ofColumns, ofMissing) switch
    {
        (null, null) => "Name the columns after the fields of the collection.",
        (null, _) or (_, null) => (ofColumns ?? ofMissing)!,
        _ => $"{ofColumns} {ofMissing}",
    };

    /// <exception cref="MilvusException">A column is duplicated, or the file has too many.</exception>
    internal static void CheckTwice(IReadOnlyList<string> names, string where)
    {
        if (names.Count > RowLimits.MaxColumns)
        {
            throw CreateRefused(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{where} has {names.Count} columns, and at most {RowLimits.MaxColumns} can be read"),
                null);
        }

        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw CreateRefused($"{where} has the column '{twice.Key}' twice", null);
        }
    }

    /// <summary>The names for an error, which is readable for any number of columns.</summary>
    internal static string Join(IReadOnlyCollection<string> names) => names.Count == 0 ? "none"
        : names.Count <= ShownNames ? string.Join(", ", names)
        : string.Create(
            CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(ShownNames))} and {names.Count - ShownNames} more");

    /// <summary>Refuses a name that no row of the collection can have.</summary>
    /// <exception cref="MilvusException">The name is neither a field nor a dynamic key.</exception>
    internal static void CheckName(Collection schema, string name, bool upsert = false)
    {
        if (FindFault(schema, name, upsert) is { } fault)
        {
            throw fault;
        }
    }

    private static MilvusException? FindFault(Collection schema, string name, bool upsert)
    {
        if (name == RowBatch.DynamicField)
        {
            return null;
        }

        var field = schema.Field.FirstOrDefault(field => field.Name == name);
        if (!upsert && field is { PrimaryKey: true, AutoId: true } && !ServerKeys.AcceptsKeys(schema))
        {
            return new MilvusException(
                MilvusErrorId.SchemaMismatch,
                $"the file has keys in '{name}', but the server generates the keys of {schema.Name}")
            {
                Field = name,
                RecommendedAction = "Omit the column, as Export-MilvusEntity does, or set the collection's "
                    + $"property {ServerKeys.Property}, if the server supports it.",
            };
        }

        return field is { IsFunctionOutput: true } || (field is null && !schema.EnableDynamicField)
            ? new MilvusException(MilvusErrorId.SchemaMismatch, RowBatch.ExplainRefusal(schema, name)) { Field = name }
            : null;
    }

    internal static MilvusException CreateRefused(string message, string? action) =>
        new(MilvusErrorId.SchemaMismatch, message + ".") { RecommendedAction = action };

    private static bool IsNeeded(Field field, bool upsert) =>
        !field.IsFunctionOutput
        && !field.Nullable
        && field.DefaultValue is null
        && (upsert || field is not { PrimaryKey: true, AutoId: true });
}
