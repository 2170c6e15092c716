using Milvus.Commands.Schemas.Building;
using Milvus.Completion;

namespace Milvus.DesiredState;

/// <summary>The table of what a file of the desired state can have. The parser, the comparison and the export read it.</summary>
internal static class StateKinds
{
    internal const string Databases = "databases";
    internal const string ResourceGroups = "resourceGroups";
    internal const string PrivilegeGroups = "privilegeGroups";
    internal const string Roles = "roles";
    internal const string Users = "users";
    internal const string Collections = "collections";

    private static readonly StateKey _name = new(StateKind.NameKey, StateValue.Text) { IsRequired = true, IsIdentity = true };
    private static readonly StateKey _database = new("database", StateValue.Text) { IsIdentity = true };
    private static readonly StateKey _description = new("description", StateValue.Text);
    private static readonly StateKey _properties = new("properties", StateValue.Table);
    private static readonly StateKey _parameters = new("parameters", StateValue.Table);

    private static readonly StateKey[] _ofField =
    [
        _name,
        new("type", StateValue.DataType) { IsRebuilt = true },
        new("elementType", StateValue.DataType) { IsRebuilt = true },
        Rebuilt("nullable", StateValue.Boolean),
        Rebuilt("dimension", StateValue.Number),
        new("maxLength", StateValue.Number),
        new("maxCapacity", StateValue.Number),
        Rebuilt("description", StateValue.Text),
        _parameters,
    ];

    internal static StateKind StructField { get; } = new("Field", "field of a struct", _ofField);

    internal static StateKind Field { get; } = new(
        "Field",
        "field",
        [
            .. _ofField,
            Rebuilt("primaryKey", StateValue.Boolean),
            Rebuilt("autoId", StateValue.Boolean),
            Rebuilt("partitionKey", StateValue.Boolean),
            Rebuilt("clusteringKey", StateValue.Boolean),
            Rebuilt("defaultValue", StateValue.Literal),
            Rebuilt("externalField", StateValue.Text),
            new("fields", StateValue.Items) { Items = StructField, IsRebuilt = true },
        ]);

    internal static StateKind Function { get; } = new(
        "Function",
        "function",
        [
            _name,
            new("type", StateValue.Choice) { IsRequired = true, IsRebuilt = true, Choices = new FunctionTypeCompleter() },
            Rebuilt("description", StateValue.Text),
            Rebuilt("inputFields", StateValue.Names) with { IsRequired = true },
            Rebuilt("outputFields", StateValue.Names),
            _parameters with { IsRebuilt = true },
        ]);

    internal static StateKind Index { get; } = new(
        "Index",
        "index",
        [
            new("field", StateValue.Text) { IsRequired = true, IsIdentity = true },
            new(StateKind.NameKey, StateValue.Text) { IsIdentity = true },
            new("indexType", StateValue.Choice) { Choices = new IndexTypeCompleter() },
            new("metricType", StateValue.Choice) { Choices = new MetricTypeCompleter() },
            _parameters,
        ]);

    internal static StateKind Collection { get; } = new(
        "Collection",
        "collection",
        [
            _name,
            _database,
            _description,
            new("enableDynamicField", StateValue.Boolean),
            Rebuilt("enableNamespace", StateValue.Boolean),
            new("consistencyLevel", StateValue.Choice) { Choices = new ConsistencyLevelCompleter() },
            Rebuilt("shardCount", StateValue.Number),
            Rebuilt("partitionCount", StateValue.Number),
            Rebuilt("externalSource", StateValue.Text),
            Rebuilt("externalSpec", StateValue.Text),
            _properties,
            new("fields", StateValue.Items) { Items = Field },
            new("functions", StateValue.Items) { Items = Function },
            new("partitions", StateValue.Names) { EntryKind = "Partition", Implied = BlueprintReader.DefaultPartition },
            new("indexes", StateValue.Items) { Items = Index },
            new("aliases", StateValue.Names) { EntryKind = "Alias" },
        ]);

    internal static StateKind Database { get; } = new("Database", "database", [_name, _properties]);

    internal static StateKind ResourceGroup { get; } = new(
        "ResourceGroup",
        "resource group",
        [
            _name,
            new("requestNodeCount", StateValue.Number),
            new("limitNodeCount", StateValue.Number),
            new("transferFrom", StateValue.Names),
            new("transferTo", StateValue.Names),
            new("nodeFilter", StateValue.Table),
        ]);

    internal static StateKind PrivilegeGroup { get; } = new(
        "PrivilegeGroup",
        "privilege group",
        [_name, new("privileges", StateValue.Names) { EntryKind = "Privilege" }]);

    internal static StateKind Grant { get; } = new(
        "Grant",
        "grant",
        [
            new("privilege", StateValue.Text) { IsRequired = true, IsIdentity = true },
            new("objectType", StateValue.Choice) { IsIdentity = true, Choices = new ObjectTypeCompleter() },
            new("object", StateValue.Text) { IsRequired = true, IsIdentity = true },
            _database,
        ]);

    internal static StateKind Role { get; } = new(
        "Role", "role", [_name, _description, new("grants", StateValue.Items) { Items = Grant }]);

    internal static StateKind User { get; } = new(
        "User",
        "user",
        [_name, _description, new("roles", StateValue.Names) { EntryKind = "RoleMember", Implied = PresentAccess.PublicRole }]);

    /// <summary>The whole file.</summary>
    internal static StateKind File { get; } = new(
        "File",
        "file",
        [
            new("version", StateValue.Number),
            new(Databases, StateValue.Items) { Items = Database },
            new(ResourceGroups, StateValue.Items) { Items = ResourceGroup },
            new(PrivilegeGroups, StateValue.Items) { Items = PrivilegeGroup },
            new(Roles, StateValue.Items) { Items = Role },
            new(Users, StateValue.Items) { Items = User },
            new(Collections, StateValue.Items) { Items = Collection },
        ]);

    private static StateKey Rebuilt(string name, StateValue value) => new(name, value) { IsRebuilt = true };
}
