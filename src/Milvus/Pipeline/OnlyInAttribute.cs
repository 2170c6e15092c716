namespace Milvus.Pipeline;

/// <summary>
/// Lists the parameter sets of an optional parameter. PowerShell binds the parameter in every set, so that it never
/// chooses a set and never makes the choice ambiguous. <see cref="ParameterSets"/> refuses it in other sets, with an error that says what
/// it needs.
/// </summary>
/// <param name="sets">The parameter sets.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OnlyInAttribute(params string[] sets) : Attribute
{
    /// <summary>The parameter sets.</summary>
    public IReadOnlyList<string> Sets { get; } = sets;
}
