using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Binding;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter;

/// <summary>Compiles filter expressions of Milvus. The grammar is that of Plan.g4 in the source of Milvus.</summary>
internal static class FilterCompiler
{
    /// <summary>Compiles an expression against a schema. An empty expression matches every row.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="schema">The schema of the collection. Other names are keys of the dynamic field, if there is one.</param>
    /// <param name="templates">The values of the template variables in the expression.</param>
    /// <param name="zone">The time zone of timestamps without an offset; UTC by default.</param>
    /// <param name="token">Ends the compilation of a long expression.</param>
    /// <exception cref="FilterException">The expression is malformed or does not fit the schema.</exception>
    public static CompiledFilter Compile(
        string text,
        CollectionSchema schema,
        IReadOnlyDictionary<string, TemplateValue> templates,
        TimeZoneInfo? zone = null,
        CancellationToken token = default) =>
        new(text, Bind(text, schema, templates, zone, token));

    /// <summary>Compiles the expression of a request.</summary>
    /// <param name="plan">The purpose of the expression, for errors: query or delete.</param>
    /// <exception cref="MilvusError">The expression is malformed or does not fit the schema.</exception>
    public static CompiledFilter CompileFor(
        string plan,
        string text,
        CollectionSchema schema,
        IReadOnlyDictionary<string, TemplateValue> templates,
        TimeZoneInfo? zone,
        CancellationToken token)
    {
        try
        {
            return Compile(text, schema, templates, zone, token);
        }
        catch (FilterException e)
        {
            throw MilvusError.Parameter($"failed to create {plan} plan: {e.Message}");
        }
    }

    /// <summary>Binds an expression to a schema, without creating predicates.</summary>
    public static PlanNode Bind(
        string text,
        CollectionSchema schema,
        IReadOnlyDictionary<string, TemplateValue> templates,
        TimeZoneInfo? zone = null,
        CancellationToken token = default)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new BooleanPlan(true);
        }

        var source = new FilterText(text);
        return new Binder(source, new FieldNames(schema), templates, zone ?? TimeZoneInfo.Utc, token)
            .Bind(Parser.Parse(source, token));
    }
}
