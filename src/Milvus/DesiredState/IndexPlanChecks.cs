using System.Globalization;
using Milvus.Core.Types;

namespace Milvus.DesiredState;

/// <summary>Checks the indexes of a plan by the tables of index types and metrics, so that a server does not refuse a later step.</summary>
/// <param name="problems">Gets the problems.</param>
internal sealed class IndexPlanChecks(StateProblems problems)
{
    /// <summary>Checks the indexes that the file names.</summary>
    /// <param name="merged">The collection as it is going to be.</param>
    /// <param name="desired">The collection of the file.</param>
    internal void Check(StateObject merged, StateObject desired)
    {
        foreach (var named in desired.GetItems("indexes"))
        {
            var field = merged.GetItems("fields").FirstOrDefault(field => field.Name == named.FindText("field"));
            var index = StateIdentity.FindIn(merged.GetItems("indexes"), named) ?? named;
            if (field?.Find("type") is DataType type && IndexTypes.Find(index.FindText("indexType") ?? IndexTypes.Auto) is { } known)
            {
                CheckMetric(index, named.Path, type, known);
                CheckParameters(index, named.Path, known);
            }
        }
    }

    private void CheckMetric(StateObject index, string path, DataType type, IndexType known)
    {
        if (!VectorTypes.All.Contains(type))
        {
            return;
        }

        var fitting = MetricTypes.All.Where(metric => metric.Fields.Contains(type) && known.Metrics.Contains(metric.Name));
        var text = $"Use {string.Join(", ", fitting.Select(metric => metric.Name))}.";
        if (index.FindText("metricType") is not { } name)
        {
            if (known.Name != IndexTypes.Auto)
            {
                problems.Add(path, $"the metricType of the index {known.Name} is missing. {text}");
            }
        }
        else if (MetricTypes.Find(name) is { } metric && !metric.Fields.Contains(type))
        {
            problems.Add($"{path}.metricType", $"{metric.Name} does not compare vectors of the type {type}. {text}");
        }
    }

    private void CheckParameters(StateObject index, string path, IndexType known)
    {
        foreach (var (name, value) in index.FindTable("parameters") ?? new Dictionary<string, string>())
        {
            var rule = known.GetParameters(ParameterPhase.Build)
                .FirstOrDefault(rule => rule.Name == name && rule.Kind == ParameterKind.Integer && rule.Metric is null);
            if (rule is not null
                && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && (number < rule.Low || number > rule.High))
            {
                var text = $"it must be between {rule.Low:F0} and {rule.High:F0}, but it is {number}.";
                problems.Add($"{path}.parameters.{name}", text);
            }
        }
    }
}
