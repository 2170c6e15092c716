using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Binding;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter;

/// <summary>Compiles Milvus' filter expressions.</summary>
internal static class FilterCompiler
{
    /// <summary>Compiles an expression against a schema. An empty one accepts every row.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="schema">The collection's fields; names not among them are dynamic keys, if it has those.</param>
    /// <param name="templates">The values of the template variables in the expression.</param>
    /// <param name="zone">The zone of times that name none; UTC if not given.</param>
    /// <exception cref="FilterException">The expression is malformed, or does not fit the schema.</exception>
    public static CompiledFilter Compile(
        string text, CollectionSchema schema, IReadOnlyDictionary<string, TemplateValue> templates, TimeZoneInfo? zone = null) =>
        new(text, Bind(text, schema, templates, zone));

    /// <summary>The same for a request.</summary>
    /// <param name="plan">What the expression is for: query or delete.</param>
    /// <exception cref="MilvusError">The expression is malformed, or does not fit the schema.</exception>
    public static CompiledFilter CompileFor(
        string plan, string text, CollectionSchema schema, IReadOnlyDictionary<string, TemplateValue> templates, TimeZoneInfo? zone)
    {
        try
        {
            return Compile(text, schema, templates, zone);
        }
        catch (FilterException e)
        {
            throw MilvusError.Parameter($"failed to create {plan} plan: {e.Message}");
        }
    }

    /// <summary>The expression's meaning, before it is turned into loops over columns.</summary>
    public static PlanNode Bind(
        string text, CollectionSchema schema, IReadOnlyDictionary<string, TemplateValue> templates, TimeZoneInfo? zone = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new BooleanPlan(true);
        }

        var source = new FilterText(text);
        return new Binder(source, new FieldNames(schema), templates, zone ?? TimeZoneInfo.Utc).Bind(Parser.Parse(source));
    }
}
