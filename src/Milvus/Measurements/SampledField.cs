using Milvus.Core.Errors;
using Milvus.Core.Types;

namespace Milvus.Measurements;

/// <summary>Chooses the vector field of the rows to read.</summary>
internal static class SampledField
{
    /// <summary>The specified field, or the only one.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="name">Its name; null for the only one.</param>
    /// <param name="kind">The fields that can be used, in the plural.</param>
    /// <param name="isUsable">Whether a vector field can be used.</param>
    /// <exception cref="MilvusException">The field does not exist, or several are possible.</exception>
    internal static Field Find(Collection schema, string? name, string kind, Func<Field, bool> isUsable)
    {
        var vectors = schema.Field.Where(candidate => VectorTypes.All.Contains(candidate.Type)).ToList();
        var usable = vectors.Where(isUsable).ToList();
        var found = name is null ? usable : usable.Where(candidate => candidate.Name == name).ToList();
        return found.Count == 1
            ? found[0]
            : throw new MilvusException(
                FieldErrors.FindId(schema, name),
                name is null
                    ? usable.Count == 0
                        ? $"Collection {schema.Name} has no {kind}; its vector fields are {string.Join(", ", vectors)}."
                        : $"Collection {schema.Name} has {usable.Count} {kind} ({string.Join(", ", usable)}): name one with -Field."
                    : $"Collection {schema.Name} has no vector field '{name}'; it has {string.Join(", ", vectors)}.")
            {
                Field = name,
            };
    }
}
