namespace Milvus.Tests.Prose;

/// <content>Errors about users and roles.</content>
internal static partial class ServerTexts
{
    public const string ThereIsNoPrivilegeGroupNameNope =
        "there is no privilege group name [nope] defined in system to operate: invalid parameter";
    public const string ThereIsNoPrivilegeNameOrPrivilege =
        "there is no privilege name or privilege group name [Nope] defined in system to operate: invalid parameter";
    public const string PrivilegesAreNotTheSamePrivilegeLevel = "privileges are not the same privilege level: invalid parameter";
    public const string NotFoundThePrivilegeNameNope = "not found the privilege name[Nope]";
    public const string PrivilegeGroupMineIsUsedByRole = "privilege group [mine] is used by role [role], Use REVOKE API to revoke it first";
}
