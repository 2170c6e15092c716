using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Schemas that Milvus 2.3.5 was asked to make, one by one, with what it answered.</summary>
public sealed class SchemaCheckTests
{
    private static readonly Dictionary<string, (FieldSchema[] Fields, int Code, string Text)> Cases = new()
    {
        ["no fields"] = ([], 65535, "primary key is not specified"),
        ["no key"] = ([Field("id", DataType.Int64), Vector()], 65535, "primary key is not specified"),
        ["two keys"] = ([Key(), Key("k2"), Vector()], 65535, "there are more than one primary key, field name = id, k2"),
        ["float key"] = ([Key(type: DataType.Float), Vector()], 65535, "the data type of primary key should be Int64 or VarChar"),
        ["duplicate"] = ([Key(), Vector(), Vector()], 65535, "duplicated field name"),
        ["empty name"] = ([Key(), Vector(), Field("", DataType.Int64)], 1701, "field name should not be empty: field name invalid[field=]"),
        ["blank in name"] = ([Key(), Vector(), Field("a b", DataType.Int64)], 1701, "Invalid field name: a b. Field name can only contain numbers, letters, and underscores.: field name invalid[field=a b]"),
        ["digit first"] = ([Key(), Vector(), Field("1a", DataType.Int64)], 1701, "Invalid field name: 1a. The first character of a field name must be an underscore or letter.: field name invalid[field=1a]"),
        ["$meta"] = ([Key(), Vector(), Field("$meta", DataType.Int64)], 1701, "Invalid field name: $meta. The first character of a field name must be an underscore or letter.: field name invalid[field=$meta]"),
        ["dim 0"] = ([Key(), Vector(dim: 0)], 65535, "invalid dimension: 0. should be in range 1 ~ 32768"),
        ["dim 32769"] = ([Key(), Vector(dim: 32769)], 65535, "invalid dimension: 32769. should be in range 1 ~ 32768"),
        ["dim text"] = ([Key(), Field("v", DataType.FloatVector, ("dim", "x"))], 65535, "strconv.ParseInt: parsing \"x\": invalid syntax"),
        ["dim absent"] = ([Key(), Field("v", DataType.FloatVector)], 65535, "dimension is not defined in field type params, check type param `dim` for vector field"),
        ["binary dim 7"] = ([Key(), Vector(type: DataType.BinaryVector, dim: 7)], 65535, "invalid dimension: 7. should be multiple of 8. "),
        ["max_length 0"] = ([Key(), Vector(), Text(maxLength: 0)], 1100, "the maximum length specified for a VarChar should be in (0, 65535]: invalid parameter"),
        ["max_length 65536"] = ([Key(), Vector(), Text(maxLength: 65536)], 1100, "the maximum length specified for a VarChar should be in (0, 65535]: invalid parameter"),
        ["no max_length"] = ([Key(), Vector(), Field("t", DataType.VarChar)], 65535, "type param(max_length) should be specified for varChar field of collection eng_schema"),
        ["String"] = ([Key(), Vector(), Field("t", DataType.String)], 65535, "string data type not supported yet, please use VarChar type instead"),
        ["None"] = ([Key(), Vector(), Field("t", DataType.None)], 65535, "data type None is not valid"),
        ["no capacity"] = ([Key(), Vector(), new(Field("a", DataType.Array)) { ElementType = DataType.Int64 }], 65535, "type param(max_capacity) should be specified for array field of collection eng_schema"),
        ["capacity 4097"] = ([Key(), Vector(), Array("a", DataType.Int64, 4097)], 65535, "the maximum capacity specified for a Array should be in (0, 4096]"),
        ["no elements"] = ([Key(), Vector(), Array("a", DataType.None)], 65535, "element data type None is not valid"),
        ["JSON elements"] = ([Key(), Vector(), Array("a", DataType.Json)], 65535, "element type JSON is not supported"),
        ["auto id beside the key"] = ([Key(), Vector(), new(Field("t", DataType.Int64)) { AutoID = true }], 65535, "only primary field can speficy AutoID with true, field name = t"),
        ["default of other type"] = ([Key(), Vector(), Field("t", DataType.Int64).Default(new() { StringData = "x" })], 1100, "default value type mismatches field schema type: invalid parameter[expected=DataType_VarChar][actual=not match]"),
        ["default too big"] = ([Key(), Vector(), Field("t", DataType.Int8).Default(new() { IntData = 400 })], 1100, "default value out of range: invalid parameter[400 out of range -128 <= value <= 127]"),
        ["default too long"] = ([Key(), Vector(), Text(maxLength: 2).Default(new() { StringData = "abc" })], 1100, "the length (3) of string exceeds max length (2): invalid parameter[expected=valid length string][actual=string length exceeds max length]"),
        ["partition key float"] = ([Key(), Vector(), new(Field("t", DataType.Float)) { IsPartitionKey = true }], 65535, "the data type of partition key should be Int64 or VarChar"),
        ["partition key is key"] = ([new(Key()) { IsPartitionKey = true }, Vector()], 65535, "the partition key field must not be primary field"),
        ["dynamic by hand"] = ([Key(), Vector(), new(Field("d", DataType.Json)) { IsDynamic = true }], 65535, "cannot explicitly set a field as a dynamic field"),
        ["65 fields"] = ([Key(), Vector(), .. Enumerable.Range(0, 63).Select(i => Field($"f{i}", DataType.Int64))], 65535, "maximum field's number should be limited to 64"),
        ["64 fields"] = ([Key(), Vector(), .. Enumerable.Range(0, 62).Select(i => Field($"f{i}", DataType.Int64))], 0, ""),
        ["dim 1"] = ([Key(), Vector(dim: 1)], 0, ""),
        ["auto text key"] = ([Key(type: DataType.VarChar, autoId: true), Vector()], 0, ""),
        ["a keyword as name"] = ([Key(), Vector(), Field("in", DataType.Int64)], 0, ""),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_is_checked_as_Milvus_checks_it(string name)
    {
        using var engine = new Engine();
        var status = engine.Create("eng_schema", Cases[name].Fields);
        Assert.Equal((Cases[name].Code, Cases[name].Text), (status.Code, status.Reason));
    }

    [Peers.MilvusFact]
    public void Milvus_refuses_the_same()
    {
        using var peer = new PeerClient(Peers.Peer.Milvus);
        foreach (var (name, (fields, code, _)) in Cases)
        {
            var status = Requests.Create(peer.Client, PeerClient.Unique("eng_schema"), fields);
            peer.Client.DropCollection(new DropCollectionRequest { CollectionName = PeerClient.Unique("eng_schema") });
            Assert.Equal((name, code == 0), (name, status.Code == 0));
        }
    }

    [Theory]
    [InlineData("a b!", "Invalid collection name: a b!. collection name can only contain numbers, letters and underscores: invalid parameter")]
    [InlineData("1a", "Invalid collection name: 1a. the first character of a collection name must be an underscore or letter: invalid parameter")]
    [InlineData("$a", "Invalid collection name: $a. the first character of a collection name must be an underscore or letter: invalid parameter")]
    [InlineData("a.b", "Invalid collection name: a.b. collection name can only contain numbers, letters and underscores: invalid parameter")]
    public void A_bad_name_is_refused(string name, string text)
    {
        using var engine = new Engine();
        var status = engine.Create(name, [Key(), Vector()]);
        Assert.Equal((1100, text), (status.Code, status.Reason));
    }

    [Fact]
    public void Names_have_up_to_255_letters()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create(new string('a', 255), [Key(), Vector()]));
        Assert.Equal(1100, engine.Create(new string('a', 256), [Key(), Vector()]).Code);
    }

    [Fact]
    public void The_same_collection_again_succeeds_and_another_does_not()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector()]));
        Engine.Ok(engine.Create("c", [Key(), Vector()]));
        var status = engine.Create("c", [Key(), Vector(dim: 8)]);
        Assert.Equal((1100, "create duplicate collection with different parameters, collection: c: invalid parameter"), (status.Code, status.Reason));
        Engine.Ok(engine.Drop("c"));
        Engine.Ok(engine.Drop("c"));
    }

    [Fact]
    public void Both_forms_of_the_code_are_set()
    {
        using var engine = new Engine();
        var status = engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "nope" }).Status;
        Assert.Equal((100, "can't find collection[database=default][collection=nope]"), (status.Code, status.Reason));
#pragma warning disable CS0612
        Assert.Equal(ErrorCode.CollectionNotExists, status.ErrorCode);
#pragma warning restore CS0612
    }
}
