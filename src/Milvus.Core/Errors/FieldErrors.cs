namespace Milvus.Core.Errors;

/// <summary>The errors of a name that is not a field, or not one of the kind that is needed.</summary>
internal static class FieldErrors
{
    /// <summary>The id: a field that does not exist, or one that does not fit, or that was not named.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="name">The name; null if none was specified.</param>
    internal static string FindId(Collection schema, string? name) => name is null || schema.Field.Any(field => field.Name == name)
        ? MilvusErrorId.InvalidArgument
        : MilvusErrorId.FieldNotFound;
}
