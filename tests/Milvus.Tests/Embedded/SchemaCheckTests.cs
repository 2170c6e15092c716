using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Schemas with what newer servers answer; 2.3.5 was asked to make each, and refuses the same.</summary>
public sealed class SchemaCheckTests
{
    private static readonly Dictionary<string, (FieldSchema[] Fields, int Code, string Text)> _cases = new()
    {
        ["no fields"] = ([], 1100, "schema does not contain vector field: invalid parameter"),
        ["no key"] = ([Field("id", DataType.Int64), Vector()], 1101, "primary key is not specified: missing parameter"),
        ["two keys"] = ([Key(), Key("k2"), Vector()], 1100, "there are more than one primary key, field name = id, k2: invalid parameter"),
        ["float key"] = (
            [Key(type: DataType.Float), Vector()],
            1100,
            "the data type of primary key should be Int64 or VarChar: invalid parameter"),
        ["duplicate"] = ([Key(), Vector(), Vector()], 1100, "duplicated field name v found: invalid parameter"),
        ["empty name"] = ([Key(), Vector(), Field("", DataType.Int64)], 1701, "field name should not be empty: field name invalid[field=]"),
        ["blank in name"] = (
            [Key(), Vector(), Field("a b", DataType.Int64)],
            1701,
            "Invalid field name: a b. Field name can only contain numbers, letters, and underscores.: field name invalid[field=a b]"),
        ["digit first"] = (
            [Key(), Vector(), Field("1a", DataType.Int64)],
            1701,
            "Invalid field name: 1a. The first character of a field name must be an underscore or letter.: field name invalid[field=1a]"),
        ["$meta"] = (
            [Key(), Vector(), Field("$meta", DataType.Int64)],
            1701,
            "Invalid field name: $meta. The first character of a field name must be an underscore or letter.: field name "
                + "invalid[field=$meta]"
        ),
        ["dim 0"] = ([Key(), Vector(dim: 0)], 1100, "invalid dimension: 0. should be in range 2 ~ 32768: invalid parameter"),
        ["dim 32769"] = (
            [Key(), Vector(dim: 32769)],
            1100,
            "invalid dimension: 32769 of field v. float vector dimension should be in range 2 ~ 32768: invalid parameter"),
        ["dim text"] = ([Key(), Field("v", DataType.FloatVector, ("dim", "x"))], 65535, "strconv.ParseInt: parsing \"x\": invalid syntax"),
        ["dim absent"] = (
            [Key(), Field("v", DataType.FloatVector)],
            1100,
            "dimension is not defined in field type params of field v, check type param `dim` for vector field: invalid parameter"),
        ["binary dim 7"] = (
            [Key(), Vector(type: DataType.BinaryVector, dim: 7)],
            1100,
            "invalid dimension: 7 of field v. binary vector dimension should be multiple of 8. : invalid parameter"),
        ["max_length 0"] = (
            [Key(), Vector(), Text(maxLength: 0)],
            1100,
            "the maximum length specified for the field(t) should be in (0, 65535], but got 0 instead: invalid parameter"),
        ["max_length 65536"] = (
            [Key(), Vector(), Text(maxLength: 65536)],
            1100,
            "the maximum length specified for the field(t) should be in (0, 65535], but got 65536 instead: invalid parameter"),
        ["no max_length"] = (
            [Key(), Vector(), Field("t", DataType.VarChar)],
            1101,
            "type param(max_length) should be specified for the field(t) of collection eng_schema: missing parameter"),
        ["String"] = (
            [Key(), Vector(), Field("t", DataType.String)],
            1100,
            "string data type not supported yet, please use VarChar type instead: invalid parameter"),
        ["None"] = ([Key(), Vector(), Field("t", DataType.None)], 1100, "data type None is not valid: invalid parameter"),
        ["no capacity"] = (
            [Key(), Vector(), new(Field("a", DataType.Array)) { ElementType = DataType.Int64 }],
            1101,
            "type param(max_capacity) should be specified for array field a of collection eng_schema: missing parameter"),
        ["capacity 4097"] = (
            [Key(), Vector(), Array("a", DataType.Int64, 4097)],
            1100,
            "the maximum capacity specified for a Array should be in (0, 4096]: invalid parameter"),
        ["no elements"] = ([Key(), Vector(), Array("a", DataType.None)], 1100, "element data type None is not valid: invalid parameter"),
        ["JSON elements"] = ([Key(), Vector(), Array("a", DataType.Json)], 1100, "element type JSON is not supported: invalid parameter"),
        ["auto id beside the key"] = (
            [Key(), Vector(), new(Field("t", DataType.Int64)) { AutoID = true }],
            1100,
            "only primary field can speficy AutoID with true, field name = t: invalid parameter"),
        ["default of other type"] = (
            [Key(), Vector(), Field("t", DataType.Int64).Default(new() { StringData = "x" })],
            1100,
            "type (Int64) of field (t) is not equal to the type(DataType_VarChar) of default_value: invalid parameter"),
        ["default too big"] = (
            [Key(), Vector(), Field("t", DataType.Int8).Default(new() { IntData = 400 })],
            1100,
            "default value out of range: invalid parameter[400 out of range -128 <= value <= 127]"),
        ["default too long"] = (
            [Key(), Vector(), Text(maxLength: 2).Default(new() { StringData = "abc" })],
            1100,
            "the length (3) of string exceeds max length (2): invalid parameter[expected=valid length string][actual=string length "
                + "exceeds max length]"
        ),
        ["partition key float"] = (
            [Key(), Vector(), new(Field("t", DataType.Float)) { IsPartitionKey = true }],
            1100,
            "the data type of partition key should be Int64 or VarChar: invalid parameter"),
        ["partition key is key"] = (
            [new(Key()) { IsPartitionKey = true }, Vector()],
            1100,
            "the partition key field must not be primary field: invalid parameter"),
        ["dynamic by hand"] = (
            [Key(), Vector(), new(Field("d", DataType.Json)) { IsDynamic = true }],
            1100,
            "cannot explicitly set a field as a dynamic field: invalid parameter"),
        ["257 fields"] = (
            [Key(), Vector(), .. Enumerable.Range(0, 255).Select(i => Field($"f{i}", DataType.Int64))],
            1100,
            "maximum field's number should be limited to 256: invalid parameter"),
        ["64 fields"] = ([Key(), Vector(), .. Enumerable.Range(0, 62).Select(i => Field($"f{i}", DataType.Int64))], 0, ""),
        ["a reserved name"] = (
            [Key(), Vector(), Field("RowID", DataType.Int64)],
            1701,
            "field name \"RowID\" is reserved for internal use and cannot be used in user schemas: field name invalid[field=RowID]"),
        ["auto text key"] = ([Key(type: DataType.VarChar, autoId: true), Vector()], 0, ""),
    };

    public static TheoryData<string> Names => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_is_checked_as_Milvus_checks_it(string name)
    {
        using var engine = new Engine();
        var status = engine.Create("eng_schema", _cases[name].Fields);
        Assert.Equal((_cases[name].Code, _cases[name].Text), (status.Code, status.Reason));
    }

    [Peers.MilvusFact]
    public void Milvus_refuses_the_same()
    {
        using var peer = new PeerClient(Peers.Peer.Milvus);
        foreach (var (name, (fields, code, _)) in _cases)
        {
            var status = Requests.Create(peer.Client, PeerClient.Unique("eng_schema"), fields);
            peer.Client.DropCollection(new DropCollectionRequest { CollectionName = PeerClient.Unique("eng_schema") });
            Assert.Equal((name, code == 0), (name, status.Code == 0));
        }
    }

    [Theory]
    [InlineData(
        "a b!",
        "Invalid collection name: a b!. collection name can only contain numbers, letters and underscores: invalid parameter"
    )]
    [InlineData(
        "1a",
        "Invalid collection name: 1a. the first character of a collection name must be an underscore or letter: invalid parameter"
    )]
    [InlineData(
        "$a",
        "Invalid collection name: $a. the first character of a collection name must be an underscore or letter: invalid parameter"
    )]
    [InlineData(
        "a.b",
        "Invalid collection name: a.b. collection name can only contain numbers, letters and underscores: invalid parameter"
    )]
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
    public void What_newer_servers_refuse_more_is_refused()
    {
        using var engine = new Engine();
        Assert.Equal(
            "invalid dimension: 1. should be in range 2 ~ 32768: invalid parameter",
            engine.Create("c", [Key(), Vector(dim: 1)]).Reason);
        Assert.Equal(
            "dim should not be specified for sparse vector field v(0): invalid parameter",
            engine.Create("c", [Key(), Field("v", DataType.SparseFloatVector, ("dim", "4"))]).Reason);
        Assert.Equal(
            "maximum vector field's number should be limited to 10: invalid parameter",
            engine.Create("c", [Key(), .. Enumerable.Range(0, 11).Select(i => Vector($"v{i}"))]).Reason);
        Assert.Equal(
            (1701, "Invalid field name: in. in is keyword in milvus.: field name invalid[field=in]"),
            (
                engine.Create("c", [Key(), Vector(), Field("in", DataType.Int64)]).Code,
                engine.Create("c", [Key(), Vector(), Field("in", DataType.Int64)]).Reason));
        Assert.StartsWith(
            "invalid warmup policy for field v: invalid warmup policy: Sync",
            engine.Create("c", [Key(), Field("v", DataType.FloatVector, ("dim", "4"), ("warmup", "Sync"))]).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_comes_later_can_be_no_key_and_no_second_one()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector()]));
        string Adding(FieldSchema field) =>
            engine
                .Client.AddCollectionField(
                    new AddCollectionFieldRequest { CollectionName = "c", Schema = Google.Protobuf.MessageExtensions.ToByteString(field) })
                .Reason;
        Assert.Equal(
            "not support to add pk field, field name = k: invalid parameter",
            Adding(new(Field("k", DataType.Int64)) { IsPrimaryKey = true, Nullable = true }));
        Assert.Equal(
            "not support to add partition key field, field name  = k: invalid parameter",
            Adding(new(Field("k", DataType.Int64)) { IsPartitionKey = true, Nullable = true }));
        Assert.Equal("duplicated field name v: invalid parameter", Adding(new(Field("v", DataType.Int64)) { Nullable = true }));
        Assert.Equal(
            "not support to add system field, field name = RowID: invalid parameter",
            Adding(new(Field("RowID", DataType.Int64)) { Nullable = true }));
        Assert.Equal(
            "added field must be nullable, please check it, field name = k: invalid parameter",
            Adding(Field("k", DataType.Int64)));
    }

    [Fact]
    public void The_same_collection_again_succeeds_and_another_does_not()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector()]));
        Engine.Ok(engine.Create("c", [Key(), Vector()]));
        var status = engine.Create("c", [Key(), Vector(dim: 8)]);
        Assert.Equal((65535, "create duplicate collection with different parameters, collection: c"), (status.Code, status.Reason));
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
