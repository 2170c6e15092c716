using Xunit.Abstractions;
using Xunit.Sdk;

namespace Milvus.Testing.Failures;

/// <summary>Makes traits of the rows of <see cref="FailureAttribute"/>.</summary>
public sealed class FailureDiscoverer : ITraitDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute)
    {
        yield return new("Category", "Reliability");
        foreach (var row in (IEnumerable<object>)traitAttribute.GetConstructorArguments().Single())
        {
            yield return new("Failure", (string)row);
        }
    }
}
