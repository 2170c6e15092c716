namespace Milvus.Tests.Prose;

/// <content>Errors about indexes and their parameters.</content>
internal static partial class ServerTexts
{
    public const string OutOfRangeInJsonParamM = "Out of range in json: param 'M' (0) should be in range [2, 2048]: invalid parameter";
    public const string OutOfRangeInJsonParamM2049 =
        "Out of range in json: param 'M' (2049) should be in range [2, 2048]: invalid parameter";
    public const string WrongDataTypeInJsonKeyM = "wrong data type in json, key: 'M', value: '16.0': invalid parameter";
    public const string InvalidIntegerValueKeyMValueTrue = "invalid integer value, key: 'M', value: 'True': invalid parameter";
    public const string InvalidIntegerValueKeyMValueX = "invalid integer value, key: 'M', value: 'x': invalid parameter";
    public const string InvalidIntegerValueKeyMValue4 = "invalid integer value, key: 'M', value: '[4]': invalid parameter";
    public const string OutOfRangeInJsonParamEfConstruction =
        "Out of range in json: param 'efConstruction' (0) should be in range [1, 2147483647]: invalid parameter";
    public const string FloatVectorIndexDoesNotSupportMetric =
        "float vector index does not support metric type: l2: invalid parameter[expected=valid index params][actual=invalid index params]";
    public const string InvalidParameterExpectedValidIndexActualInvalid =
        "invalid parameter[expected=valid index][actual=invalid index type: hnsw]";
    public const string OutOfRangeInJsonParamNlist =
        "Out of range in json: param 'nlist' (0) should be in range [1, 65536]: invalid parameter";
    public const string OutOfRangeInJsonParamNlist65537 =
        "Out of range in json: param 'nlist' (65537) should be in range [1, 65536]: invalid parameter";
    public const string OutOfRangeInJsonParamNlist1 =
        "Out of range in json: param 'nlist' (-1) should be in range [1, 65536]: invalid parameter";
    public const string TheDimensionOfAVectorDimShould =
        "The dimension of a vector (dim) should be a multiple of the number of subquantizers (m). Dimension: 8, m: 32: invalid parameter";
    public const string TheDimensionOfAVectorDimShouldBe =
        "The dimension of a vector (dim) should be a multiple of the number of subquantizers (m). Dimension: 8, m: 3: invalid parameter";
    public const string TheDimensionOfAVectorDimShouldBeA =
        "The dimension of a vector (dim) should be a multiple of the number of subquantizers (m). Dimension: 8, m: 16: invalid parameter";
    public const string OutOfRangeInJsonParamM0 = "Out of range in json: param 'm' (0) should be in range [1, 65536]: invalid parameter";
    public const string InvalidIntegerValueKeyMValueX2 = "invalid integer value, key: 'm', value: 'x': invalid parameter";
    public const string OnlyMetricTypeCanBePassedWhen = "only metric type can be passed when use AutoIndex: invalid parameter";
    public const string InvalidParameterExpectedValidIndexActualInvalidIndex =
        "invalid parameter[expected=valid index][actual=invalid index type: autoindex]";
    public const string InvalidParameterExpectedValidIndexActualInvalidIndexType =
        "invalid parameter[expected=valid index][actual=invalid index type: GPU_CAGRA]";
    public const string OutOfRangeInJsonParamNbits =
        "Out of range in json: param 'nbits' (25) should be in range [1, 24]: invalid parameter";
    public const string DataTypeInt8VectorCanT = "data type Int8Vector can't build with this index FLAT: invalid parameter";
    public const string InvalidParameterExpectedValidIndexActualInvalidIndexTypeNOPE =
        "invalid parameter[expected=valid index][actual=invalid index type: NOPE]";
    public const string DataTypeBinaryVectorCanTBuildWith = "data type BinaryVector can't build with this index HNSW_SQ: invalid parameter";
    public const string DataTypeSparseFloatVectorCanTBuildWith =
        "data type SparseFloatVector can't build with this index HNSW_SQ: invalid parameter";
    public const string OutOfRangeInJsonParamM1 = "Out of range in json: param 'M' (-1) should be in range [2, 2048]: invalid parameter";
    public const string OutOfRangeInJsonParamEfConstruction1 =
        "Out of range in json: param 'efConstruction' (-1) should be in range [1, 2147483647]: invalid parameter";
    public const string InvalidScalarQuantizerType = "invalid scalar quantizer type: invalid parameter";
    public const string TypeConflictInJsonParamRefine1 =
        "Type conflict in json: param 'refine' (\"1\") should be a boolean: invalid parameter";
    public const string InvalidRefineTypeINT8OptionalTypes =
        "invalid refine type : INT8, optional types are [sq4u, sq6, sq8, fp16, bf16, fp32, flat]: invalid parameter";
    public const string TheDimensionOfTheVectorDimShould =
        "The dimension of the vector (dim) should be a multiple of the number of subquantizers (m). Dimension: 8, m: 32: invalid parameter";
    public const string TheDimensionOfTheVectorDimShouldBe =
        "The dimension of the vector (dim) should be a multiple of the number of subquantizers (m). Dimension: 8, m: 7: invalid parameter";
    public const string OutOfRangeInJsonParamM1Should =
        "Out of range in json: param 'm' (-1) should be in range [1, 65536]: invalid parameter";
    public const string OutOfRangeInJsonParamNrq = "Out of range in json: param 'nrq' (17) should be in range [1, 16]: invalid parameter";
    public const string InvalidRefineTypeSq4UOptional =
        "invalid refine type : sq4u, optional types are [sq6, sq8, fp16, bf16, fp32, flat]: invalid parameter";
    public const string Ef1ShouldBeLargerThanK = "ef(1) should be larger than k(10)";
    public const string OutOfRangeInJsonParamEf = "Out of range in json: param 'ef' (-1) should be in range [1, 2147483647]";
    public const string TypeConflictInJsonParamEf32 = "Type conflict in json: param 'ef' (32.0) should be integer";
    public const string TypeConflictInJsonParamEfTrue = "Type conflict in json: param 'ef' (true) should be integer";
    public const string OutOfRangeInJsonParamRefine =
        "Out of range in json: param 'refine_k' (0.5) should be in range [1.000000, 340282346638528859811704183484516925440.000000]";
    public const string TypeConflictInJsonParamRefineK = "Type conflict in json: param 'refine_k' (true) should be a number";
    public const string InvalidFloatValueKeyRefineKValue = "invalid float value, key: 'refine_k', value: ''";
    public const string OutOfRangeInJsonParamNprobe = "Out of range in json: param 'nprobe' (65537) should be in range [1, 65536]";
    public const string OutOfRangeInJsonParamRbq = "Out of range in json: param 'rbq_bits_query' (9) should be in range [0, 8]";
    public const string ReorderK5ShouldBeLargerThan = "reorder_k(5) should be larger than k(10)";
    public const string SearchList5ShouldBeLargerThan = "search_list(5) should be larger than k(10)";
    public const string InvalidIntegerValueKeyEfValueX = "invalid integer value, key: 'ef', value: 'x'";
    public const string InvalidIntegerValueKeyEfValue16 = "invalid integer value, key: 'ef', value: '16.0'";
    public const string TypeConflictInJsonParamEfNull = "Type conflict in json: param 'ef' (null) should be integer";
    public const string TypeConflictInJsonParamEf64 = "Type conflict in json: param 'ef' ([64]) should be integer";
    public const string OutOfRangeInJsonParamEf2147483648 =
        "Out of range in json: param 'ef' (2147483648) should be in range [1, 2147483647]";
    public const string TypeConflictInJsonParamRadiusNull = "Type conflict in json: param 'radius' (null) should be a number";
    public const string TypeConflictInJsonParamRadiusTrue = "Type conflict in json: param 'radius' (true) should be a number";
    public const string InvalidFloatValueKeyRadiusValueX = "invalid float value, key: 'radius', value: 'x'";
    public const string Ef3ShouldBeLargerThanK = "ef(3) should be larger than k(10)";
    public const string InvalidIntegerValueKeyNprobeValueX = "invalid integer value, key: 'nprobe', value: 'x'";
    public const string TypeConflictInJsonParamNprobe1 = "Type conflict in json: param 'nprobe' (1.5) should be integer";
    public const string OutOfRangeInJsonParamNprobe0 = "Out of range in json: param 'nprobe' (0) should be in range [1, 65536]";
    public const string InvalidIntegerValueKeyReorderKValue = "invalid integer value, key: 'reorder_k', value: 'x'";
    public const string TypeConflictInJsonParamRadius1 = "Type conflict in json: param 'radius' ([1]) should be a number";
    public const string MetricTypeNotSetForVectorIndex =
        "metric type not set for vector index: invalid parameter[expected=valid index params][actual=invalid index params]";
    public const string DataTypeFloatVectorCanTBuildWith = "data type FloatVector can't build with this index TRIE: invalid parameter";
    public const string FloatVectorIndexDoesNotSupportMetricType =
        "float vector index does not support metric type: XX: invalid parameter[expected=valid index params][actual=invalid index params]";
    public const string FloatVectorIndexDoesNotSupportMetricTypeHAMMING =
        "float vector index does not support metric type: HAMMING: invalid parameter[expected=valid index "
        + "params][actual=invalid index params]";
    public const string DataTypeFloatVectorCanTBuildWithThis =
        "data type FloatVector can't build with this index BIN_FLAT: invalid parameter";
    public const string IndexHNSWOnlySupportsVectorDataType = "index HNSW only supports vector data type: invalid parameter";
    public const string TRIEAreOnlySupportedOnVarcharField = "TRIE are only supported on varchar field: invalid parameter";
    public const string STLSORTAreOnlySupportedOnNumeric =
        "STL_SORT are only supported on numeric, varchar or timestamptz field, got Bool: invalid parameter";
    public const string JsonIndexMustSpecifyCastTypeMissing =
        "json index must specify cast type: missing parameter[missing_param=json_cast_type]";
    public const string STLSORTAreOnlySupportedOnNumericVarchar =
        "STL_SORT are only supported on numeric, varchar or timestamptz field, got Array: invalid parameter";
    public const string CannotCreateIndexOnNonExistField = "cannot create index on non-exist field: nofield";
    public const string CreateIndexFailedAtMostOneDistinctIndex = "CreateIndex failed: at most one distinct index is allowed per field";
    public const string CreateIndexFailedCreatingMultipleIndexesOnSame =
        "CreateIndex failed: creating multiple indexes on same field is not supported";
    public const string InvalidIndexNameABIndexName =
        "Invalid index name: a b. Index name can only contain numbers, letters, and underscores.: invalid parameter";
    public const string IndexNotFoundIndexNameX = "index not found[indexName=x]";
    public const string IndexNotFoundCollectionC = "index not found[collection=c]";
    public const string ThereIsNoVectorIndexOnField =
        "there is no vector index on field: [v], please create index firstly: invalid parameter";
    public const string VectorIndexCannotBeDroppedOnLoaded = "vector index cannot be dropped on loaded collection: ";
    public const string InvalidMmapIndexParamsIndexTypeDISKANN =
        "invalid mmap index params: index type DISKANN does not support mmap: invalid parameter: invalid parameter";
    public const string InvalidMmapIndexParamsInvalidMmapEnabled =
        "invalid mmap index params: invalid mmap.enabled value: maybe, expected: true, false: invalid parameter: invalid parameter";
    public const string InvalidOffsetCacheIndexParamsOnlyBitmap =
        "invalid offset cache index params: only bitmap index support indexoffsetcache.enabled now: invalid parameter: invalid parameter";
    public const string MIsNotAConfigableIndexProperty = "M is not a configable index property: invalid parameter";
    public const string InvalidWarmupParamsInvalidWarmupPolicyX =
        "invalid warmup params: invalid warmup policy: x, expected one of: disable, sync, async: invalid parameter";
    public const string JsonCastTypeARRAYINT64Is = "json_cast_type ARRAY_INT64 is not supported: invalid parameter";
    public const string JsonCastTypeDOUBLEIsNotSupported = "json_cast_type DOUBLE is not supported for BITMAP index: invalid parameter";
    public const string JsonCastFunctionNOPEIsNotSupported = "json_cast_function NOPE is not supported: invalid parameter";
    public const string JsonCastFunctionIsUnsupported =
        "json_cast_function STRING_TO_DOUBLE is not supported for json_cast_type VARCHAR: invalid parameter";
    public const string CannotParseIdentifierJ = "cannot parse identifier: j[[";
    public const string FieldIDNotMatchWithFieldName = "fieldID not match with field name";
    public const string NgramIndexCanOnlyBeCreatedOn = "ngram index can only be created on VARCHAR or JSON field: invalid parameter";
    public const string FMIndexCanOnlyBeCreatedOn = "FM-index can only be created on VARCHAR field: invalid parameter";
    public const string FmSaSampleRateForFMIndex = "fm_sa_sample_rate for FM-index must be in [4, 256], got: 3: invalid parameter";
    public const string FmSaSampleRateForFMIndexMust = "fm_sa_sample_rate for FM-index must be an integer, got: abc: invalid parameter";
    public const string FmBlockBytesForFMIndexMust =
        "fm_block_bytes for FM-index must be a power of two in [8, 128], got: 24: invalid parameter";
    public const string NgramIndexMustSpecifyBothMinGram = "Ngram index must specify both min_gram and max_gram: missing parameter";
    public const string MinGramForNgramIndexMustBe = "min_gram for Ngram index must be an integer, got: x: invalid parameter";
    public const string InvalidMinGramOrMaxGramValue =
        "invalid min_gram or max_gram value for Ngram index, min_gram: 3, max_gram: 2: invalid parameter";
    public const string JSONFieldWithNgramIndexMustSpecify = "JSON field with ngram index must specify json_cast_type: missing parameter";
    public const string JSONFieldWithNgramIndexOnlySupports =
        "JSON field with ngram index only supports VARCHAR cast type, got: DOUBLE: invalid parameter";
    public const string JsonIndexMustSpecifyCastType = "json index must specify cast type";
    public const string FailedToDecodeTheRequestUnexpectedEnd = "failed to decode the request: unexpected end of JSON input";
    public const string MetricTypeNotFoundInRequest = "metric_type not found in request";
    public const string MetricNotFoundMetricFoo = "metric not found[metric=foo]";
}
