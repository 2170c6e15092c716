namespace Milvus.Embedded.Errors;

/// <summary>Error codes of Milvus before 2.3, which some responses still have beside the current code.</summary>
internal enum LegacyCode
{
    Unexpected = 1,
    CreateCredential = 29,
    UpdateCredential = 30,
    DeleteCredential = 31,
    CreateRole = 35,
    DropRole = 36,
    OperateUserRole = 37,
    OperatePrivilege = 41,
    SelectGrant = 42,
    DropPrivilegeGroup = 59,
    SchemaMismatch = 62,
}
