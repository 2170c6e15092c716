namespace Milvus;

/// <summary>Reads a user or role by name: servers return nothing for a missing one.</summary>
internal static class UserReader
{
    internal static User Only(IReadOnlyList<User> found, string name) =>
        found.FirstOrDefault(user => user.Name == name)
        ?? throw new MilvusException(MilvusErrorId.UserNotFound, $"There is no user {name}.")
        {
            RecommendedAction = "Get-MilvusUser lists the users.",
        };

    internal static Role Only(IReadOnlyList<Role> found, string name) =>
        found.FirstOrDefault(role => role.Name == name)
        ?? throw new MilvusException(MilvusErrorId.RoleNotFound, $"There is no role {name}.")
        {
            RecommendedAction = "Get-MilvusRole lists the roles.",
        };
}
