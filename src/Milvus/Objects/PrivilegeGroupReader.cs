namespace Milvus.Objects;

/// <summary>The privilege group with the given name.</summary>
internal static class PrivilegeGroupReader
{
    internal static PrivilegeGroup FindOnly(IReadOnlyList<PrivilegeGroup> all, string name) =>
        all.FirstOrDefault(group => group.Name == name)
        ?? throw new MilvusException(MilvusErrorId.PrivilegeGroupNotFound, $"The privilege group {name} does not exist.")
        {
            RecommendedAction = "Get-MilvusPrivilegeGroup lists the groups.",
        };
}
