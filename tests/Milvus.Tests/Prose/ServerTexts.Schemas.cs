namespace Milvus.Tests.Prose;

/// <content>Errors about schemas, names, properties and snapshots.</content>
internal static partial class ServerTexts
{
    public const string UnableToDropTheCollectionCBecause =
        "unable to drop the collection [c] because it has associated aliases [first second], ";
    public const string PleaseRemoveAllAliasesBeforeDroppingThe = "please remove all aliases before dropping the collection";
    public const string CollectionTTLIsNotAValidPositive = "collection TTL is not a valid positive integer: invalid parameter";
    public const string CollectionTTLIsOutOfRangeExpect =
        "collection TTL is out of range, expect [-1, 3155760000], got 3155760001: invalid parameter";
    public const string WarmupKeyWarmupIsOnlyAllowedAt =
        "warmup key 'warmup' is only allowed at field level, use "
        + "warmup.scalarField/warmup.scalarIndex/warmup.vectorField/warmup.vectorIndex at collection level: invalid parameter";
    public const string TheValueForAllowInsertAutoId =
        "the value for allow_insert_auto_id must be false when autoID is false: invalid parameter";
    public const string InvalidDynamicSchemaPropertyValueMaybe = "invalid dynamic schema property value: maybe: invalid parameter";
    public const string PartitionKeyIsolationModeIsEnabledBut =
        "partition key isolation mode is enabled but no partition key field is set. Please set the partition key first: "
        + "illegal collection schema[collection=c]";
    public const string CanNotAlterMmapPropertiesIfCollection =
        "can not alter mmap properties if collection loaded: collection already loaded[collection=c]";
    public const string CanNotAlterWarmupIfCollectionLoaded =
        "can not alter warmup if collection loaded: collection already loaded[collection=c]";
    public const string InvalidWarmupPolicySync = "invalid warmup policy: Sync";
    public const string InvalidWarmupValueForKeyWarmupScalarIndex =
        "invalid warmup value for key warmup.scalarIndex: invalid warmup policy";
    public const string MoreFieldDataHasPassIn = "more fieldData has pass in";
    public const string SnapshotNameSAlreadyExists = "snapshot name s already exists: invalid parameter";
    public const string SnapshotNameShouldNotBeEmpty = "snapshot name should not be empty";
    public const string TheFirstCharacterOfSnapshotName = "the first character of snapshot name";
    public const string SnapshotNameCanOnlyContain = "snapshot name can only contain";
    public const string SnapshotNotFoundSnapshotX = "snapshot not found[snapshot=x]";
    public const string CreateDuplicateCollection = "create duplicate collection";
    public const string SnapshotIsPinnedSnapshotS = "snapshot is pinned[snapshot=s]";
    public const string InvalidCollectionName1STheFirst =
        "Invalid collection name: 1-s. the first character of a collection name must be an underscore or letter: invalid parameter";
    public const string CollectionNameShouldNotBeEmpty = "collection name should not be empty: invalid parameter";
    public const string InvalidPartitionNamePTheFirstCharacter =
        "Invalid partition name: -p. The first character of a partition name must be an underscore or letter.";
    public const string InvalidPartitionNameABPartitionName =
        "Invalid partition name: a b. Partition name can only contain numbers, letters and underscores.";
    public const string InvalidPartitionNamePartitionNameShouldNot = "Invalid partition name: . Partition name should not be empty.";
    public const string InvalidCollectionAlias1ATheFirst =
        "Invalid collection alias: 1a. the first character of a collection alias must be an underscore or letter: invalid parameter";
    public const string AliasAndCollectionNameConflictDatabaseDefault = "alias and collection name conflict[database=default][alias=c]";
    public const string CollectionNotFoundCollectionX = "collection not found[collection=x]";
    public const string TheFirstCharacterOfADatabaseName =
        "the first character of a database name must be an underscore or letter: invalid database name[database=1-s]";
    public const string PleaseChooseAUniqueNameAliasAnd =
        "please choose a unique name: alias and collection name conflict[database=default][alias=a]";
    public const string UnsupportedUseAnAliasToRenameCollection =
        "unsupported use an alias to rename collection, alias:a: invalid parameter";
    public const string DoesNotSupportNOT = "does not support NOT";
    public const string DoesNotSupportNotEqual = "does not support NotEqual";
    public const string DoesNotSupportGreater = "does not support Greater";
    public const string PartitionKeyNotFoundInExpr = "partition key not found in expr";
    public const string ResourceGroupSLimitsNodeNumIs =
        "resource group's limits node num is not 0: invalid parameter[expected=not empty resource group][actual=g]";
    public const string ResourceGroupNodeNotEnoughRgDefault =
        "resource group node not enough[rg=__default_resource_group][currentNodeNum=0][expectedNodeNum=1]";
    public const string ResourceGroupAlreadyExistButCreateWith = "resource group already exist, but create with different config[rg=a]";
    public const string RequestsOrLimitsIsRequiredResourceGroup = "requests or limits is required: resource group illegal config[rg=b]";
    public const string ResourceGroupInTransferToMissingNotExist =
        "resource group in `TransferTo` missing not exist: resource group illegal config[rg=b]";
    public const string ResourceGroupNotFoundRgMissing = "resource group not found[rg=missing]";
    public const string ResourceGroupAIsUsedByB =
        "resource group a is used by b's `TransferTo`, remove that configuration first: invalid parameter[expected=not "
        + "`TransferTo` of resource group][actual=a]";
    public const string DestinationNodeNotFoundInTheSame = "destination node not found in the same replica: node not found[node=9]";
    public const string FailedToBalanceSegmentsSegment7Not = "failed to balance segments: segment 7 not found in source node 1";
    public const string TtlFieldMustBeTimestamptzFieldName = "ttl field must be timestamptz, field name = v: invalid parameter";
    public const string TtlFieldNameXNotFoundIn = "ttl field name x not found in schema: invalid parameter";
    public const string CollectionTTLAndTtlFieldCannotBe = "collection TTL and ttl field cannot be set at the same time: invalid parameter";
    public const string TtlFieldIsAlreadyExistsCannotBe = "ttl field is already exists, cannot be set collection TTL: invalid parameter";
    public const string CollectionTTLIsAlreadySetCannotBe = "collection TTL is already set, cannot be set ttl field: invalid parameter";
    public const string CannotDropFieldAtBecauseItIs =
        "cannot drop field at because it is referenced by collection property ttl_field, drop the property first: invalid parameter";
    public const string CannotDropSystemFieldMeta = "cannot drop system field: $meta";
    public const string CannotDropTheLastVectorFieldV = "cannot drop the last vector field: v";
    public const string FunctionOutputFieldVMustBeOne =
        "function output field \"v\" must be one of the newly-added fields, not an existing field: invalid parameter";
    public const string MustBeDroppedWithItsOutputField = "must be dropped with its output field";
    public const string FunctionNotFoundG = "function not found: g: invalid parameter";
    public const string NotSupportToAddSystemFieldField = "not support to add system field, field name = RowID: invalid parameter";
    public const string DuplicatedFieldNameN = "duplicated field name n";
    public const string CannotDropSubFieldOfStructArray = "cannot drop sub-field of struct array field: clips.frame: invalid parameter";
    public const string SchemaDoesNotContainVectorField = "schema does not contain vector field: invalid parameter";
    public const string PrimaryKeyIsNotSpecifiedMissingParameter = "primary key is not specified: missing parameter";
    public const string ThereAreMoreThanOnePrimaryKey = "there are more than one primary key, field name = id, k2: invalid parameter";
    public const string TheDataTypeOfPrimaryKeyShould = "the data type of primary key should be Int64 or VarChar: invalid parameter";
    public const string DuplicatedFieldNameVFound = "duplicated field name v found: invalid parameter";
    public const string FieldNameShouldNotBeEmptyField = "field name should not be empty: field name invalid[field=]";
    public const string InvalidFieldNameABFieldName =
        "Invalid field name: a b. Field name can only contain numbers, letters, and underscores.: field name invalid[field=a b]";
    public const string InvalidFieldName1ATheFirst =
        "Invalid field name: 1a. The first character of a field name must be an underscore or letter.: field name invalid[field=1a]";
    public const string InvalidFieldNameMetaTheFirstCharacter =
        "Invalid field name: $meta. The first character of a field name must be an underscore or letter.: field name invalid[field=$meta]";
    public const string InvalidDimension0ShouldBeInRange = "invalid dimension: 0. should be in range 2 ~ 32768: invalid parameter";
    public const string InvalidDimension32769OfFieldVFloat =
        "invalid dimension: 32769 of field v. float vector dimension should be in range 2 ~ 32768: invalid parameter";
    public const string DimensionIsNotDefinedInFieldType =
        "dimension is not defined in field type params of field v, check type param `dim` for vector field: invalid parameter";
    public const string InvalidDimension7OfFieldVBinary =
        "invalid dimension: 7 of field v. binary vector dimension should be multiple of 8. : invalid parameter";
    public const string TheMaximumLengthSpecifiedForTheField =
        "the maximum length specified for the field(t) should be in (0, 65535], but got 0 instead: invalid parameter";
    public const string TheMaximumLengthSpecifiedForTheFieldT =
        "the maximum length specified for the field(t) should be in (0, 65535], but got 65536 instead: invalid parameter";
    public const string TypeParamMaxLengthShouldBeSpecified =
        "type param(max_length) should be specified for the field(t) of collection eng_schema: missing parameter";
    public const string StringDataTypeNotSupportedYetPlease =
        "string data type not supported yet, please use VarChar type instead: invalid parameter";
    public const string DataTypeNoneIsNotValid = "data type None is not valid: invalid parameter";
    public const string TypeParamMaxCapacityShouldBeSpecified =
        "type param(max_capacity) should be specified for array field a of collection eng_schema: missing parameter";
    public const string TheMaximumCapacitySpecifiedForAArray =
        "the maximum capacity specified for a Array should be in (0, 4096]: invalid parameter";
    public const string ElementDataTypeNoneIsNotValid = "element data type None is not valid: invalid parameter";
    public const string ElementTypeJSONIsNotSupported = "element type JSON is not supported: invalid parameter";
    public const string OnlyPrimaryFieldCanSpeficyAutoIDWith =
        "only primary field can speficy AutoID with true, field name = t: invalid parameter";
    public const string TypeInt64OfFieldTIs =
        "type (Int64) of field (t) is not equal to the type(DataType_VarChar) of default_value: invalid parameter";
    public const string DefaultValueOutOfRangeInvalidParameter =
        "default value out of range: invalid parameter[400 out of range -128 <= value <= 127]";
    public const string TheLength3OfStringExceedsMax =
        "the length (3) of string exceeds max length (2): invalid parameter[expected=valid length string][actual=string length "
        + "exceeds max length]";
    public const string TheDataTypeOfPartitionKeyShould = "the data type of partition key should be Int64 or VarChar: invalid parameter";
    public const string PartitionKeyIsKey = "partition key is key";
    public const string ThePartitionKeyFieldMustNotBe = "the partition key field must not be primary field: invalid parameter";
    public const string CannotExplicitlySetAFieldAsA = "cannot explicitly set a field as a dynamic field: invalid parameter";
    public const string FieldNameRowIDIsReservedForInternal =
        "field name \"RowID\" is reserved for internal use and cannot be used in user schemas: field name invalid[field=RowID]";
    public const string InvalidCollectionNameABCollectionName =
        "Invalid collection name: a b!. collection name can only contain numbers, letters and underscores: invalid parameter";
    public const string InvalidCollectionName1ATheFirst =
        "Invalid collection name: 1a. the first character of a collection name must be an underscore or letter: invalid parameter";
    public const string InvalidCollectionNameATheFirstCharacter =
        "Invalid collection name: $a. the first character of a collection name must be an underscore or letter: invalid parameter";
    public const string InvalidCollectionNameABCollectionNameCan =
        "Invalid collection name: a.b. collection name can only contain numbers, letters and underscores: invalid parameter";
    public const string InvalidDimension1ShouldBeInRange = "invalid dimension: 1. should be in range 2 ~ 32768: invalid parameter";
    public const string DimShouldNotBeSpecifiedForSparse = "dim should not be specified for sparse vector field v(0): invalid parameter";
    public const string MaximumVectorFieldSNumberShouldBe = "maximum vector field's number should be limited to 10: invalid parameter";
    public const string InvalidFieldNameInInIsKeyword = "Invalid field name: in. in is keyword in milvus.: field name invalid[field=in]";
    public const string InvalidWarmupPolicyForFieldVInvalid = "invalid warmup policy for field v: invalid warmup policy: Sync";
    public const string NotSupportToAddPkFieldField = "not support to add pk field, field name = k: invalid parameter";
    public const string NotSupportToAddPartitionKeyField = "not support to add partition key field, field name  = k: invalid parameter";
    public const string DuplicatedFieldNameV = "duplicated field name v: invalid parameter";
    public const string AddedFieldMustBeNullablePleaseCheck =
        "added field must be nullable, please check it, field name = k: invalid parameter";
    public const string CreateDuplicateCollectionWithDifferentParametersCollection =
        "create duplicate collection with different parameters, collection: c";
    public const string CanTFindCollectionDatabaseDefaultCollection = "can't find collection[database=default][collection=nope]";
    public const string FieldClipsNopeDoesNotExist = "field clips[nope] does not exist";
    public const string TheLength4Of0ThArray = "the length (4) of 0th array exceeds max capacity (3)";
    public const string TheFieldsOfStructArrayFieldClips = "the fields of struct array field (clips) have different lengths in row 0";
    public const string TheVectorsOfFieldClipsEmbHave = "the vectors of field (clips[emb]) have not 2 dimensions in row 0";
    public const string FieldSchemaClipsEmbHasNoCorrespondingFieldData = "fieldSchema(clips[emb]) has no corresponding fieldData pass in";
    public const string VectorTypeMustBeTheSameField = "vector type must be the same, field clips[emb]";
    public const string ThereIsNoVectorIndexOnFieldClips = "there is no vector index on field: [clips[emb]], please create index firstly";
    public const string ArrayOfVectorWithFloatElementType = "array of vector with float element type does not support metric type: ";
    public const string StructFieldNotFoundClipsZz = "struct field not found: clips[zz]";
    public const string ArrayOfVectorIsNotSupportedFor = "array of vector is not supported for search by IDs";
    public const string DuplicatedFieldNameClips = "duplicated field name clips";
    public const string DuplicatedFieldNameFrame = "duplicated field name frame";
    public const string DuplicatedFieldNameV2 = "duplicated field name v";
    public const string StructArrayFieldClipsHasNoSub = "struct array field clips has no sub-fields";
    public const string PrimaryKeyIsNotSupportedForStruct = "primary key is not supported for struct field, field name = frame";
    public const string AutoIDIsNotSupportedForStructField = "autoID is not supported for struct field";
    public const string FieldsInStructArrayFieldMustBeArrayOr =
        "fields in StructArrayField must be Array or ArrayOfVector, field name = frame, field type = Int64";
    public const string ElementTypeJSONIsNotSupported2 = "element type JSON is not supported";
    public const string NestedArrayIsNotSupportedFrame = "nested array is not supported frame";
    public const string UnsupportedElementTypeSparseFloatVectorOfArrayOfVectorField =
        "Unsupported element type SparseFloatVector of ArrayOfVector field emb, only fixed dimension vector types are supported";
    public const string TypeParamMaxCapacityShouldBeSpecifiedFor = "type param(max_capacity) should be specified for array field frame";
    public const string AllSubFieldsInStructArrayField =
        "all sub-fields in struct array field must have the same max_capacity: structName=clips, subFieldName=label, "
        + "max_capacity=4, expected=3";
    public const string SubFieldInNonNullableStructCannot = "sub-field in non-nullable struct cannot be nullable individually";
    public const string InvalidDimension0ShouldBeInRange2 = "invalid dimension: 0. should be in range 2 ~ 32768";
    public const string InvalidDimension32769OfFieldEmbFloat =
        "invalid dimension: 32769 of field emb. float vector dimension should be in range 2 ~ 32768";
    public const string MaximumFieldSNumberShouldBeLimited = "maximum field's number should be limited to 256: invalid parameter";
}
