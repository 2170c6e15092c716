namespace Milvus.Objects;

/// <summary>Reads a user or role by name. Servers return an empty list for a missing one.</summary>
internal static class UserReader
{
    internal static User FindOnly(IReadOnlyList<User> found, string name) =>
        found.FirstOrDefault(user => user.Name == name)
        ?? throw new MilvusException(MilvusErrorId.UserNotFound, $"The user {name} does not exist.")
        {
            RecommendedAction = "Get-MilvusUser lists the users.",
        };

    internal static Role FindOnly(IReadOnlyList<Role> found, string name) =>
        found.FirstOrDefault(role => role.Name == name)
        ?? throw new MilvusException(MilvusErrorId.RoleNotFound, $"The role {name} does not exist.")
        {
            RecommendedAction = "Get-MilvusRole lists the roles.",
        };
}
