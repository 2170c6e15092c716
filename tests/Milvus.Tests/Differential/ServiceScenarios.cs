using FieldType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Differential;

/// <summary>Typical calls of users, with one body for all servers.</summary>
internal static partial class ServiceScenarios
{
    public static Dictionary<string, string> Run(string name, ServiceBackend backend)
    {
        if (name == "access")
        {
            return new AccessScript(backend).Run();
        }

        if (name == "imports")
        {
            using var imports = new ImportScript(backend);
            return imports.Run();
        }

        if (name == "nodes")
        {
            return new NodesScript(backend).Run();
        }

        var script = new ServiceScript(backend);
        Action<ServiceScript> steps = name switch
        {
            "indexes" => Indexes,
            "catalog" => Catalog,
            "keys" => Keys,
            "again" => Again,
            "outputs" => Outputs,
            "zeros" => Zeros,
            _ => Rows,
        };
        steps(script);
        return script.Transcript;
    }

    private static void Indexes(ServiceScript script)
    {
        script.Create(
            "create the seed's collection",
            ServiceScript.Field("my_id", FieldType.Int64),
            ServiceScript.Field("my_vector", FieldType.FloatVector, ("dim", "5")));
        script.Load("load without an index");
        script.Index("TRIE on INT64", "my_id", "Trie");
        script.Index("HNSW on INT64", "my_id", "HNSW", "L2");
        script.Index("STL_SORT on INT64", "my_id", "STL_SORT");
        script.Index("AUTOINDEX on the vector", "my_vector", "AUTOINDEX", "COSINE");
        script.Indexes("list the indexes");
        script.Index("the same index again", "my_vector", "AUTOINDEX", "COSINE");
        script.Index("the same index of another metric", "my_vector", "AUTOINDEX", "L2");
        script.Index("an unknown metric", "my_vector", "FLAT", "NEAR");
        script.Index("an index of a missing field", "nosuch", "FLAT", "L2");
        script.DropIndex("drop a missing index", "nosuch");
        script.DropIndex("drop an index of a missing collection", "my_id", "ds_no_such_collection");
        script.DropIndex("drop the scalar index", "my_id");
        script.Indexes("list what is left");
        script.Load("load");
        script.DropIndex("drop an index of a loaded collection", "my_vector");
        script.Release("release");
        script.DropIndex("drop the vector index", "my_vector");
        script.Drop("drop the collection");
        script.Release("release a missing collection");
    }

    private static void Rows(ServiceScript script)
    {
        script.Create(
            "create",
            ServiceScript.Field("id", FieldType.Int64),
            ServiceScript.Field("name", FieldType.VarChar, ("max_length", "8")),
            ServiceScript.Field("v", FieldType.FloatVector, ("dim", "2")));
        script.Create(
            "create it again with other fields",
            ServiceScript.Field("id", FieldType.Int64),
            ServiceScript.Field("v", FieldType.FloatVector, ("dim", "3")));
        script.Index("index", "v", "FLAT", "L2");
        script.Query("query before load", "id > 0", ["id"]);
        script.Search("search before load", [0, 0], "", "{}", ("topk", "2"));
        script.Load("load");
        script.Insert(
            "insert", ServiceScript.Longs("id", 1, 2, 3, 4, 5), ServiceScript.Texts("name", "a", "b", "c", "d", "e"),
            ServiceScript.Vectors("v", 2, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5));
        script.Insert("insert without a field", ServiceScript.Longs("id", 6), ServiceScript.Vectors("v", 2, 0, 1));
        script.Insert(
            "insert too long a text", ServiceScript.Longs("id", 6), ServiceScript.Texts("name", "123456789"),
            ServiceScript.Vectors("v", 2, 0, 1));
        script.Insert(
            "insert a vector of another dimension", ServiceScript.Longs("id", 6), ServiceScript.Texts("name", "x"),
            ServiceScript.Vectors("v", 3, 0, 1, 2));
        script.Query("count", "", ["count(*)"]);
        script.Query("count with a filter", "id > 2", ["count(*)"]);
        script.Query("query", "id in [3, 1, 99]", ["id", "name"]);
        script.Query("query with limit and offset", "id > 0", ["id"], ("limit", "2"), ("offset", "1"));
        script.Query("query without filter and limit", "", ["id"]);
        script.Query("query without filter but with limit", "", ["id"], ("limit", "9"));
        script.Query("query past the window", "id > 0", ["id"], ("limit", "16384"), ("offset", "1"));
        script.Query("query a missing field", "id > 0", ["nosuch"]);
        script.Query("query with a broken filter", "id >", ["id"]);
        script.Search("search", [0, 0], "", "{}", ("topk", "3"));
        script.Search("search with a filter", [0, 0], "id > 2 and name != \"d\"", "{}", ("topk", "9"));
        script.Search("search in a range", [0, 0], "", "{\"radius\": 16.5, \"range_filter\": 3.5}", ("topk", "9"));
        script.Search("search with offset", [0, 0], "", "{}", ("topk", "2"), ("offset", "1"));
        script.Search("search past the window", [0, 0], "", "{}", ("topk", "16385"));
        script.Search("search for nothing", [0, 0], "", "{}", ("topk", "0"));
        script.Search("search with another dimension", [0, 0, 0], "", "{}", ("topk", "3"));
        script.Search("search with a broken filter", [0, 0], "nosuch == 1", "{}", ("topk", "3"));
        script.Delete("delete a row and a missing one", "id in [1, 99]");
        script.Query("query after the delete", "id > 0", ["id"]);
        script.Delete("delete with a broken filter", "id in");
        script.Upsert(
            "upsert a row and a new one", ServiceScript.Longs("id", 2, 7), ServiceScript.Texts("name", "B", "g"),
            ServiceScript.Vectors("v", 2, 9, 9, 8, 8));
        script.Query("query after the upsert", "id in [2, 7]", ["id", "name", "v"], ("limit", "9"));
        script.Query("count after the upsert", "", ["count(*)"]);
        script.Insert(
            "insert a key again", ServiceScript.Longs("id", 5), ServiceScript.Texts("name", "E"),
            ServiceScript.Vectors("v", 2, 1, 1));
        script.Insert(
            "insert too long a text in bytes", ServiceScript.Longs("id", 6), ServiceScript.Texts("name", "中文中"),
            ServiceScript.Vectors("v", 2, 0, 1));
        script.Release("release");
        script.Query("query after the release", "id > 0", ["id"]);
        script.Drop("drop");
        script.Drop("drop again");
        script.Query("query a missing collection", "id > 0", ["id"]);
    }
}
