using Milvus.Protocol;
using FieldType = Milvus.Protocol.DataType;
using KeyValuePair = Milvus.Protocol.KeyValuePair;

namespace Milvus.Tests.Differential;

/// <summary>Repeated requests, and requests in unexpected states: collections, aliases, loads, output fields, zero vectors.</summary>
internal static partial class ServiceScenarios
{
    private static readonly FieldSchema[] _keyAndVector =
        [ServiceScript.Field("id", FieldType.Int64), ServiceScript.Field("v", FieldType.FloatVector, ("dim", "2"))];

    private static void Again(ServiceScript script)
    {
        script.Create("create", _keyAndVector);
        script.CreateAgain("the same", _ => { }, _keyAndVector);
        script.CreateAgain("another consistency level", request => request.ConsistencyLevel = ConsistencyLevel.Bounded, _keyAndVector);
        script.CreateAgain("two shards", request => request.ShardsNum = 2, _keyAndVector);
        script.CreateAgain("a property", request => request.Properties.Add(Ttl("60")), _keyAndVector);
        script.Create("the dynamic field", dynamic: true, _keyAndVector);
        script.Create("one more field", [.. _keyAndVector, ServiceScript.Field("n", FieldType.Int64)]);
        script.CreatePartition("create a partition", "p");
        script.CreateAgain("the same beside a partition", _ => { }, _keyAndVector);
        script.DropPartition("drop the partition", "p");
        script.CreateAgain("the same without the partition", _ => { }, _keyAndVector);
        script.Alter("alter a property", "collection.ttl.seconds", "60");
        script.CreateAgain("the same without the property", _ => { }, _keyAndVector);
        script.CreateAgain("the same with the property", request => request.Properties.Add(Ttl("60")), _keyAndVector);
        script.CreateAgain("the same with another value", request => request.Properties.Add(Ttl("61")), _keyAndVector);
        script.CreateAlias("an alias");
        script.CreateAliasOf("an alias of an alias", "_2", "*_alias");
        script.CreateAliasOf("an alias of itself", "", "*_alias");
        script.AlterAliasTo("point the alias at itself", "", "*_alias");
        script.AlterAliasTo("point the alias at a missing collection", "", "*_nosuch");
        script.AlterAliasTo("point the alias at its collection", "", "*");
        script.DropAlias("drop the alias");
        script.CreatePartition("a partition", "p");
        script.Refresh("refresh without an index");
        script.Index("index", "v", "FLAT", "L2");
        script.Refresh("refresh what is released");
        script.Refresh("refresh a partition of what is released", "p");
        script.LoadState("state after that");
        script.LoadPartition("load a partition", "p");
        script.WaitUntilLoaded();
        script.Refresh("refresh while one partition is loaded");
        script.Refresh("refresh the partition that is not", "_default");
        script.Refresh("refresh a missing partition", "q");
        script.Release("release");
        script.Drop("drop");
    }

    private static void Outputs(ServiceScript script)
    {
        string[] names =
        [
            "%",
            "*x",
            "x*",
            "**",
            "",
            "ID",
            "count(*)",
            "$meta",
            "$meta[\"d\"]",
            "d",
            "d[\"x\"]",
            "e e",
            "1x",
            "a.b",
            "not",
            "v[0]",
            "nosuch",
        ];
        foreach (var dynamic in new[] { false, true })
        {
            var kind = dynamic ? "dynamic" : "static";
            script.Create($"create {kind}", dynamic, _keyAndVector);
            script.Index($"index {kind}", "v", "FLAT", "L2");
            script.Insert($"insert {kind}", ServiceScript.Longs("id", 1), ServiceScript.Vectors("v", 2, 0, 1));
            script.Load($"load {kind}");
            foreach (var name in names)
            {
                script.Query($"{kind} query '{name}'", "id == 1", [name, "id"]);
            }

            script.Query($"{kind} query of a name twice", "id == 1", ["id", "id", "v", " id "]);
            script.Release($"release {kind}");
            script.Drop($"drop {kind}");
        }
    }

    /// <summary>The vectors of rows 1 and 3 are not zero, that of row 2 is.</summary>
    private static void Zeros(ServiceScript script)
    {
        foreach (var metric in new[] { "COSINE", "IP", "L2" })
        {
            foreach (var type in new[] { "FLAT", "AUTOINDEX" })
            {
                var index = $"{type} {metric}";
                script.Create($"create {index}", _keyAndVector);
                script.Index($"index {index}", "v", type, metric);
                script.Insert($"insert {index}", ServiceScript.Longs("id", 1, 2, 3), ServiceScript.Vectors("v", 2, 3, 4, 0, 0, -1, 0));
                script.Load($"load {index}");
                script.SearchBy($"zero, {index}", metric, [0, 0], "", "{}");
                script.SearchBy($"zero with a filter, {index}", metric, [0, 0], "id > 1", "{}");
                script.SearchBy(
                    $"zero in a range, {index}",
                    metric,
                    [0, 0],
                    "",
                    metric == "L2" ? """{"radius":2}""" : """{"radius":-0.5}"""
                );
                script.SearchBy($"zero in an empty range, {index}", metric, [0, 0], "", """{"radius":0}""");
                script.SearchBy($"another query, {index}", metric, [1, 0], "", "{}");
                script.Release($"release {index}");
                script.Drop($"drop {index}");
            }
        }
    }

    private static KeyValuePair Ttl(string seconds) => new() { Key = "collection.ttl.seconds", Value = seconds };
}
