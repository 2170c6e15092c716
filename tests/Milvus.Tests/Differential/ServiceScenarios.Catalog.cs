using FieldType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Differential;

/// <summary>Typical calls for partitions, aliases, names and properties.</summary>
internal static partial class ServiceScenarios
{
    private static void Catalog(ServiceScript script)
    {
        script.Create("create", ServiceScript.Field("id", FieldType.Int64), ServiceScript.Field("v", FieldType.FloatVector, ("dim", "2")));
        script.Index("index with a name", "v", "FLAT", "L2", "named");
        script.Index("the same without a name", "v", "FLAT", "L2", "");
        script.Index("another metric without a name", "v", "FLAT", "IP", "");
        script.Index("the same under another name", "v", "FLAT", "L2", "other");
        script.Indexes("list the indexes");
        script.CreatePartition("create a partition", "p");
        script.CreatePartition("create it again", "p");
        script.CreatePartition("create one with a bad name", "a b");
        script.HasPartition("is it there", "p");
        script.HasPartition("is another there", "q");
        script.Partitions("list the partitions");
        script.DropPartition("drop a missing partition", "q");
        script.DropPartition("drop the default partition", "_default");
        script.InsertInto("insert into the partition", "p", ServiceScript.Longs("id", 1, 2), ServiceScript.Vectors("v", 2, 0, 1, 0, 2));
        script.InsertInto("insert into a missing partition", "q", ServiceScript.Longs("id", 1), ServiceScript.Vectors("v", 2, 0, 1));
        script.Insert("insert into the default", ServiceScript.Longs("id", 3), ServiceScript.Vectors("v", 2, 0, 3));
        script.LoadState("state before the load");
        script.Load("load");
        script.LoadState("state after the load");
        script.Progress("progress");
        script.QueryIn("query the partition", "p", "id > 0");
        script.QueryIn("query a missing partition", "q", "id > 0");
        script.DropPartition("drop a loaded partition", "p");
        script.DeleteFrom("delete from another partition", "_default", "id in [1]");
        script.QueryIn("query after that", "p", "id > 0");
        script.CreateAlias("create an alias");
        script.CreateAlias("create the alias again");
        script.CreateAlias("create one for a missing collection", "_2", "ds_no_such_collection");
        script.AlterAlias("alter a missing alias", "_3");
        script.AlterAlias("alter the alias");
        script.QueryAlias("query by alias");
        script.DropByAlias("drop the collection by its alias");
        script.Rename("rename to the alias", "*_alias");
        script.Rename("rename to a bad name", "a b");
        script.Rename("rename", "*_new");
        script.QueryAlias("query by alias after the rename");
        script.RenameBack("rename a missing collection", "*");
        script.RenameBack("rename back", "*_new");
        script.DropAlias("drop the alias");
        script.DropAlias("drop the alias again");
        script.QueryAlias("query by the dropped alias");
        script.ReleasePartition("release the partition", "p");
        script.QueryIn("query the released partition", "p", "id > 0");
        script.Query("query what is left", "id > 0", ["id"]);
        script.DropPartition("drop the released partition", "p");
        script.Alter("alter a property", "collection.ttl.seconds", "3600");
        script.Properties("properties");
        script.Release("release");
        script.Drop("drop");
        script.Alter("alter a missing collection", "collection.ttl.seconds", "3600");
        script.Partitions("list the partitions of a missing collection");
    }

    private static void Keys(ServiceScript script)
    {
        script.Create(
            "create",
            ServiceScript.Field("id", FieldType.Int64),
            ServiceScript.PartitionKey("k", FieldType.VarChar, ("max_length", "8")),
            ServiceScript.Field("v", FieldType.FloatVector, ("dim", "2")));
        script.Index("index", "v", "FLAT", "L2");
        script.CreatePartition("create a partition", "p");
        script.DropPartition("drop a partition", "_default_0");
        script.LoadPartition("load a partition", "_default_0");
        script.ReleasePartition("release a partition", "_default_0");
        script.Load("load");
        script.Insert(
            "insert",
            ServiceScript.Longs("id", 1, 2, 3),
            ServiceScript.Texts("k", "a", "b", "a"),
            ServiceScript.Vectors("v", 2, 0, 1, 0, 2, 0, 3));
        script.InsertInto(
            "insert into a partition",
            "_default_0",
            ServiceScript.Longs("id", 4),
            ServiceScript.Texts("k", "a"),
            ServiceScript.Vectors("v", 2, 0, 1));
        script.Query("query by the key", "k == \"a\"", ["id"]);
        script.Query("query by two keys", "k in [\"a\", \"b\"]", ["id"]);
        script.QueryIn("query a partition", "_default_0", "id > 0");
        script.QueryIn("query a missing partition", "p", "id > 0");
        script.Search("search by the key", [0, 0], "k == \"a\"", "{}", ("topk", "3"));
        script.DeleteFrom("delete from a partition", "_default_0", "id in [1]");
        script.Delete("delete by the key and id", "k == \"a\" and id in [3]");
        script.Query("query after the delete", "id > 0", ["id"]);
        script.Upsert(
            "upsert another key",
            ServiceScript.Longs("id", 2),
            ServiceScript.Texts("k", "a"),
            ServiceScript.Vectors("v", 2, 0, 9));
        script.Drop("drop");
    }
}
