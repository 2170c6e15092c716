using Milvus.Tests.Differential;

using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Schemas with the answers of Milvus 2.6 and later. Milvus 2.3.5 was tried with each, and refuses the same.</summary>
public sealed class SchemaCheckTests
{
    private static readonly Dictionary<string, (FieldSchema[] Fields, int Code, string Text)> _cases = new()
    {
        ["no fields"] = ([], 1100, ServerTexts.SchemaDoesNotContainVectorField),
        ["no key"] = ([Field("id", DataType.Int64), Vector()], 1101, ServerTexts.PrimaryKeyIsNotSpecifiedMissingParameter),
        ["two keys"] = ([Key(), Key("k2"), Vector()], 1100, ServerTexts.ThereAreMoreThanOnePrimaryKey),
        ["float key"] = (
            [Key(type: DataType.Float), Vector()],
            1100,
            ServerTexts.TheDataTypeOfPrimaryKeyShould),
        ["duplicate"] = ([Key(), Vector(), Vector()], 1100, ServerTexts.DuplicatedFieldNameVFound),
        ["empty name"] = ([Key(), Vector(), Field("", DataType.Int64)], 1701, ServerTexts.FieldNameShouldNotBeEmptyField),
        ["blank in name"] = (
            [Key(), Vector(), Field("a b", DataType.Int64)],
            1701,
            ServerTexts.InvalidFieldNameABFieldName),
        ["digit first"] = (
            [Key(), Vector(), Field("1a", DataType.Int64)],
            1701,
            ServerTexts.InvalidFieldName1ATheFirst),
        ["$meta"] = (
            [Key(), Vector(), Field("$meta", DataType.Int64)],
            1701,
            ServerTexts.InvalidFieldNameMetaTheFirstCharacter
        ),
        ["dim 0"] = ([Key(), Vector(dim: 0)], 1100, ServerTexts.InvalidDimension0ShouldBeInRange),
        ["dim 32769"] = (
            [Key(), Vector(dim: 32769)],
            1100,
            ServerTexts.InvalidDimension32769OfFieldVFloat),
        ["dim text"] = ([Key(), Field("v", DataType.FloatVector, ("dim", "x"))], 65535, "strconv.ParseInt: parsing \"x\": invalid syntax"),
        ["dim absent"] = (
            [Key(), Field("v", DataType.FloatVector)],
            1100,
            ServerTexts.DimensionIsNotDefinedInFieldType),
        ["binary dim 7"] = (
            [Key(), Vector(type: DataType.BinaryVector, dim: 7)],
            1100,
            ServerTexts.InvalidDimension7OfFieldVBinary),
        ["max_length 0"] = (
            [Key(), Vector(), Text(maxLength: 0)],
            1100,
            ServerTexts.TheMaximumLengthSpecifiedForTheField),
        ["max_length 65536"] = (
            [Key(), Vector(), Text(maxLength: 65536)],
            1100,
            ServerTexts.TheMaximumLengthSpecifiedForTheFieldT),
        ["no max_length"] = (
            [Key(), Vector(), Field("t", DataType.VarChar)],
            1101,
            ServerTexts.TypeParamMaxLengthShouldBeSpecified),
        ["String"] = (
            [Key(), Vector(), Field("t", DataType.String)],
            1100,
            ServerTexts.StringDataTypeNotSupportedYetPlease),
        ["None"] = ([Key(), Vector(), Field("t", DataType.None)], 1100, ServerTexts.DataTypeNoneIsNotValid),
        ["no capacity"] = (
            [Key(), Vector(), new(Field("a", DataType.Array)) { ElementType = DataType.Int64 }],
            1101,
            ServerTexts.TypeParamMaxCapacityShouldBeSpecified),
        ["capacity 4097"] = (
            [Key(), Vector(), Array("a", DataType.Int64, 4097)],
            1100,
            ServerTexts.TheMaximumCapacitySpecifiedForAArray),
        ["no elements"] = ([Key(), Vector(), Array("a", DataType.None)], 1100, ServerTexts.ElementDataTypeNoneIsNotValid),
        ["JSON elements"] = ([Key(), Vector(), Array("a", DataType.Json)], 1100, ServerTexts.ElementTypeJSONIsNotSupported),
        ["auto id beside the key"] = (
            [Key(), Vector(), new(Field("t", DataType.Int64)) { AutoID = true }],
            1100,
            ServerTexts.OnlyPrimaryFieldCanSpeficyAutoIDWith),
        ["default of other type"] = (
            [Key(), Vector(), Field("t", DataType.Int64).Default(new() { StringData = "x" })],
            1100,
            ServerTexts.TypeInt64OfFieldTIs),
        ["default too big"] = (
            [Key(), Vector(), Field("t", DataType.Int8).Default(new() { IntData = 400 })],
            1100,
            ServerTexts.DefaultValueOutOfRangeInvalidParameter),
        ["default too long"] = (
            [Key(), Vector(), Text(maxLength: 2).Default(new() { StringData = "abc" })],
            1100,
            ServerTexts.TheLength3OfStringExceedsMax
        ),
        ["partition key float"] = (
            [Key(), Vector(), new(Field("t", DataType.Float)) { IsPartitionKey = true }],
            1100,
            ServerTexts.TheDataTypeOfPartitionKeyShould),
        [ServerTexts.PartitionKeyIsKey] = (
            [new(Key()) { IsPartitionKey = true }, Vector()],
            1100,
            ServerTexts.ThePartitionKeyFieldMustNotBe),
        ["dynamic by hand"] = (
            [Key(), Vector(), new(Field("d", DataType.Json)) { IsDynamic = true }],
            1100,
            ServerTexts.CannotExplicitlySetAFieldAsA),
        ["257 fields"] = (
            [Key(), Vector(), .. Enumerable.Range(0, 255).Select(i => Field($"f{i}", DataType.Int64))],
            1100,
            ServerTexts.MaximumFieldSNumberShouldBeLimited),
        ["64 fields"] = ([Key(), Vector(), .. Enumerable.Range(0, 62).Select(i => Field($"f{i}", DataType.Int64))], 0, ""),
        ["a reserved name"] = (
            [Key(), Vector(), Field("RowID", DataType.Int64)],
            1701,
            ServerTexts.FieldNameRowIDIsReservedForInternal),
        ["auto text key"] = ([Key(type: DataType.VarChar, autoId: true), Vector()], 0, ""),
    };

    public static TheoryData<string> Names => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void SchemaCheck_schema_is_checked_as_Milvus_checks_it(string name)
    {
        using var engine = new Engine();
        var status = engine.Create("eng_schema", _cases[name].Fields);
        Assert.Equal((_cases[name].Code, _cases[name].Text), (status.Code, status.Reason));
    }

    [MilvusFact]
    public void SchemaCheck_schema_is_refused_as_on_Milvus()
    {
        using var peer = ServiceBackend.Of(Peer.Milvus);
        foreach (var (name, (fields, code, _)) in _cases)
        {
            var collection = UniqueName.Of("eng_schema");
            var status = Requests.Create(peer.Client, collection, fields);
            peer.Client.DropCollection(new DropCollectionRequest { CollectionName = collection });
            Assert.Equal((name, code == 0), (name, status.Code == 0));
        }
    }

    [Theory]
    [Failure("V7")]
    [InlineData(
        "a b!",
        ServerTexts.InvalidCollectionNameABCollectionName
    )]
    [InlineData(
        "1a",
        ServerTexts.InvalidCollectionName1ATheFirst
    )]
    [InlineData(
        "$a",
        ServerTexts.InvalidCollectionNameATheFirstCharacter
    )]
    [InlineData(
        "a.b",
        ServerTexts.InvalidCollectionNameABCollectionNameCan
    )]
    public void SchemaCheck_bad_name_is_refused(string name, string text)
    {
        using var engine = new Engine();
        var status = engine.Create(name, [Key(), Vector()]);
        Assert.Equal((1100, text), (status.Code, status.Reason));
    }

    [Fact]
    public void SchemaCheck_names_have_up_to_255_letters()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create(new string('a', 255), [Key(), Vector()]));
        Assert.Equal(1100, engine.Create(new string('a', 256), [Key(), Vector()]).Code);
    }

    [Fact]
    public void SchemaCheck_what_newer_servers_refuse_more_is_refused()
    {
        using var engine = new Engine();
        Assert.Equal(
            ServerTexts.InvalidDimension1ShouldBeInRange,
            engine.Create("c", [Key(), Vector(dim: 1)]).Reason);
        Assert.Equal(
            ServerTexts.DimShouldNotBeSpecifiedForSparse,
            engine.Create("c", [Key(), Field("v", DataType.SparseFloatVector, ("dim", "4"))]).Reason);
        Assert.Equal(
            ServerTexts.MaximumVectorFieldSNumberShouldBe,
            engine.Create("c", [Key(), .. Enumerable.Range(0, 11).Select(i => Vector($"v{i}"))]).Reason);
        Assert.Equal(
            (1701, ServerTexts.InvalidFieldNameInInIsKeyword),
            (
                engine.Create("c", [Key(), Vector(), Field("in", DataType.Int64)]).Code,
                engine.Create("c", [Key(), Vector(), Field("in", DataType.Int64)]).Reason));
        Assert.StartsWith(
            ServerTexts.InvalidWarmupPolicyForFieldVInvalid,
            engine.Create("c", [Key(), Field("v", DataType.FloatVector, ("dim", "4"), ("warmup", "Sync"))]).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void SchemaCheck_field_that_comes_later_can_be_no_key_and_no_second_one()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector()]));
        string Adding(FieldSchema field) =>
            engine
                .Client.AddCollectionField(
                    new AddCollectionFieldRequest { CollectionName = "c", Schema = Google.Protobuf.MessageExtensions.ToByteString(field) })
                .Reason;
        Assert.Equal(
            ServerTexts.NotSupportToAddPkFieldField,
            Adding(new(Field("k", DataType.Int64)) { IsPrimaryKey = true, Nullable = true }));
        Assert.Equal(
            ServerTexts.NotSupportToAddPartitionKeyField,
            Adding(new(Field("k", DataType.Int64)) { IsPartitionKey = true, Nullable = true }));
        Assert.Equal(ServerTexts.DuplicatedFieldNameV, Adding(new(Field("v", DataType.Int64)) { Nullable = true }));
        Assert.Equal(
            ServerTexts.NotSupportToAddSystemFieldField,
            Adding(new(Field("RowID", DataType.Int64)) { Nullable = true }));
        Assert.Equal(
            ServerTexts.AddedFieldMustBeNullablePleaseCheck,
            Adding(Field("k", DataType.Int64)));
    }

    [Fact]
    public void SchemaCheck_same_collection_again_succeeds_and_another_does_not()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Create("c", [Key(), Vector()]));
        Engine.Ok(engine.Create("c", [Key(), Vector()]));
        var status = engine.Create("c", [Key(), Vector(dim: 8)]);
        Assert.Equal((65535, ServerTexts.CreateDuplicateCollectionWithDifferentParametersCollection), (status.Code, status.Reason));
        Engine.Ok(engine.Drop("c"));
        Engine.Ok(engine.Drop("c"));
    }

    [Fact]
    public void SchemaCheck_both_forms_of_the_code_are_set()
    {
        using var engine = new Engine();
        var status = engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = "nope" }).Status;
        Assert.Equal((100, ServerTexts.CanTFindCollectionDatabaseDefaultCollection), (status.Code, status.Reason));
#pragma warning disable CS0612
        Assert.Equal(ErrorCode.CollectionNotExists, status.ErrorCode);
#pragma warning restore CS0612
    }
}
