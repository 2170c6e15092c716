namespace Milvus.Tests.Prose;

/// <content>Errors about queries and searches.</content>
internal static partial class ServerTexts
{
    public const string DatabaseNotFoundDatabaseNope = "database not found[database=nope]";
    public const string Nq0IsInvalidNqNumberOf =
        "nq [0] is invalid, nq (number of search vector per search request) should be in range [1, 16384], but got 0: invalid "
        + "parameter: invalid parameter";
    public const string UnsupportedRankType = "unsupported rank type";
    public const string OffsetLimitShouldBeInRange = "(offset+limit) should be in range";
    public const string WasCompactedOrEmptiedAfterTheMoment = "was compacted or emptied after the moment";
    public const string ParseIteratorV2InfoFailedBoth =
        "parse iterator v2 info failed: both iterator and search_iter_v2 must be set in the SDK: missing parameter: invalid parameter";
    public const string ParseIteratorV2InfoFailedInvalid =
        "parse iterator v2 info failed: invalid token format: invalid parameter: invalid parameter";
    public const string ParseIteratorV2InfoFailedBatch =
        "parse iterator v2 info failed: batch size is required: missing parameter: invalid parameter";
    public const string ParseIteratorV2InfoFailedBatchSize =
        "parse iterator v2 info failed: batch size is invalid, it should be in range [1, 16384], but got 0: invalid parameter: "
        + "invalid parameter: invalid parameter";
    public const string ParseIteratorV2InfoFailedFailed =
        "parse iterator v2 info failed: failed to parse input last bound, strconv.ParseFloat: parsing \"far\": invalid syntax: "
        + "invalid parameter: invalid parameter";
    public const string ParseIteratorV2InfoFailedSetting =
        "parse iterator v2 info failed: Setting an offset is not permitted when using a search iterator v2: invalid "
        + "parameter[expected=][actual=]: invalid parameter";
    public const string NotAllowedToDoGroupByWhenDoing =
        "Not allowed to do groupBy when doing iteration: invalid parameter[expected=][actual=]";
    public const string CollectionId7InTheRequestIs =
        "collection id:7 in the request is not consistent to that in the search context,alias or database may have been changed: ";
    public const string ValueForIteratorFieldIsInvalid = "value for iterator field is invalid";
    public const string ValueForReduceStopForBestIs = "value for reduce_stop_for_best is invalid";
    public const string InvalidParameterExpectedTrueOrFalseActual = ": invalid parameter[expected=true or false][actual=x]";
    public const string FailedToCastJsonValueToINT = "failed to cast json value to INT64, wrong json data inner type";
    public const string GroupByWithJsonPathIsNot =
        "group_by with json path is not supported for multi-field group_by, field:k: invalid parameter";
    public const string OrderByFieldsIsNotSupportedWith =
        "order_by_fields is not supported with multi-field group_by_fields: invalid parameter";
    public const string CannotParseIdentifier21QueryPlanFailed = "cannot parse identifier: 21: query plan failed";
    public const string GroupByFieldNotFoundInSchemaField = "groupBy field not found in schema: field not found[field=zz]";
    public const string UnsupportedDataTypeVECTORFLOATForGroup = "unsupported data type VECTOR_FLOAT for group by operator";
    public const string OrderByFieldKDoesNotExist = "order_by field 'k' does not exist in collection schema: invalid parameter";
    public const string OrderByFieldZzDoesNotExist = "order_by field 'zz' does not exist in collection schema: invalid parameter";
    public const string OrderByFieldVHasTypeFloatVector =
        "order_by field 'v' has type FloatVector which is not sortable: invalid parameter";
    public const string InvalidOrderDirectionUpForFieldP =
        "invalid order direction 'up' for field 'p', must be 'asc' or 'desc': invalid parameter";
    public const string InvalidNullOrderingLastMustBeNulls =
        "invalid null ordering 'last', must be 'nulls_first' or 'nulls_last': invalid parameter";
    public const string OutputFieldIdIsNeitherGroupedBy = "output field id is neither grouped by nor an aggregate: invalid parameter";
    public const string OrderByFieldVHasUnsortableType =
        "order_by field 'v' has unsortable type FloatVector; supported types: bool, int8/16/32/64, float, double, string, "
        + "varchar; for JSON fields use path syntax like field[\"key\"]: invalid parameter";
    public const string OrderByFieldP0HasBrackets = "order_by field 'p[0]' has brackets but is not a JSON type: invalid parameter";
    public const string InvalidOrderDirectionUpForFieldPExpected =
        "invalid order direction 'up' for field 'p', expected 'asc' or 'desc': invalid parameter";
    public const string InvalidNullOrderingUpExpectedNullsFirst =
        "invalid null ordering 'up', expected 'nulls_first' or 'nulls_last': invalid parameter";
    public const string TooManyOrderByFieldOptionsIn = "too many order_by field options in 'p:asc:nulls_last:x': invalid parameter";
    public const string EmptyFieldNameInOrderByFields = "empty field name in order_by_fields: invalid parameter";
    public const string InputGroupSize0IsNegativeFailed = "input group size:0 is negative, failed to do search_groupby: invalid parameter";
    public const string InputGroupSize11ExceedsConfiguredMax =
        "input group size:11 exceeds configured max group size:10: invalid parameter";
    public const string FailedToParseInputGroupSizeX = "failed to parse input group size:x: invalid parameter";
    public const string NotAllowedToDoRangeSearchWhen = "Not allowed to do range-search when doing search-group-by";
    public const string ORDERBYRequiresExplicitLimit = "ORDER BY requires explicit limit: invalid parameter";
    public const string ORDERBYWithIteratorIsNotSupported = "ORDER BY with iterator is not supported: invalid parameter";
    public const string ORDERBYFieldPIsNotValid =
        "ORDER BY field 'p' is not valid: when using GROUP BY or aggregates, ORDER BY can only reference GROUP BY columns. "
        + "Valid targets are: []: invalid parameter";
    public const string SearchAggregationNestingExceedsMax4Levels = "search_aggregation nesting exceeds max 4 levels";
    public const string NumberOfSearchAggregationResultEntriesIs = "number of search_aggregation result entries is too large";
    public const string GroupByLevelHasNoFields = "group_by level has no fields";
    public const string FieldNosuchNotFoundInSchema = "field \"nosuch\" not found in schema";
    public const string GroupByFieldJJSONDynamicFields =
        "group_by field \"j\": JSON / dynamic fields are not yet supported with search_aggregation";
    public const string GroupByFieldFFLOATDOUBLEFields =
        "group_by field \"f\": FLOAT / DOUBLE fields are not supported with search_aggregation";
    public const string DuplicatedGroupByFieldGInOne = "duplicated group_by field \"g\" in one level";
    public const string DuplicatedGroupByFieldGAcrossLevels = "duplicated group_by field \"g\" across levels";
    public const string SearchAggregationSearchSizeMustBeGreater = "search_aggregation search_size must be greater than or equal to size";
    public const string SearchAggregationSizeMustBeNonNegative = "search_aggregation size must be non-negative";
    public const string InvalidMetricMUnsupportedMetricOpMedian = "invalid metric \"m\": unsupported metric op \"median\"";
    public const string InvalidMetricMFieldNameOnlySupports = "invalid metric \"m\": field_name '*' only supports count op";
    public const string InvalidMetricMAggregationOperatorSumDoes =
        "invalid metric \"m\": aggregation operator sum does not support data type VarChar";
    public const string OrderKeyNosuchIsNeitherReservedKey = "order key \"nosuch\" is neither reserved key nor metric alias";
    public const string DirectionMustBeAscOrDesc = "direction must be asc or desc";
    public const string TopHitsSortJSONPathIsNot = "top_hits.sort JSON path is not yet supported: \"j[a]\"";
    public const string GroupByFieldAndSearchAggregationCannot = "group_by_field and search_aggregation cannot be used simultaneously";
    public const string OffsetIsNotSupportedWithSearchAggregation = "offset is not supported with search_aggregation";
    public const string SearchIteratorIsNotSupportedWithSearch = "search iterator is not supported with search_aggregation";
    public const string SearchAggregationIsNotSupportedForHybrid = "search aggregation is not supported for hybrid search";
    public const string SomeOfTheProvidedPrimaryKeyIDs =
        "some of the provided primary key IDs do not exist: missing IDs = [7 9]: invalid parameter";
    public const string SomeOfTheProvidedPrimaryKeyIDsDo =
        "some of the provided primary key IDs do not exist: missing IDs = [1]: invalid parameter";
    public const string DuplicateIDsFoundInSearchRequest = "duplicate IDs found in search request: invalid parameter";
    public const string PrimaryKeyIsInt64ButIDs =
        "primary key is int64, but IDs type mismatch: invalid parameter[expected=int64 IDs][actual=got other type]";
    public const string Topk0IsInvalidItShouldBe = "topk [0] is invalid, it should be in range [1, 16384], but got 0";
    public const string Topk16385IsInvalidItShouldBe = "topk [16385] is invalid, it should be in range [1, 16384], but got 16385";
    public const string OffsetTopk16387IsInvalidItShould =
        "offset+topk [16387] is invalid, it should be in range [1, 16384], but got 16387";
    public const string RoundDecimal7IsInvalidShouldBe =
        "round_decimal [7] is invalid, should be -1 or an integer in range [0, 6]: invalid parameter";
    public const string FailedToCreateQueryPlanFailedTo =
        "failed to create query plan: failed to get field schema by name: fieldName(zz) not found: invalid parameter";
    public const string FailedToCreateQueryPlanFieldG =
        "failed to create query plan: field (g) to search is not of vector data type: invalid parameter";
    public const string MetricTypeNotMatchInvalidParameterExpected = "metric type not match: invalid parameter[expected=L2][actual=IP]";
    public const string RangeFilterRequiresRadiusToBeSet =
        "range_filter requires radius to be set; range_filter alone is not a valid range search parameter: invalid "
        + "parameter[expected=range_filter][actual=]";
    public const string RangeFilterMustBeLessThanRadius = "range_filter must be less than radius for L2/HAMMING/JACCARD";
    public const string RangeFilterRequiresRadiusToBeSet2 = "range_filter requires radius to be set";
    public const string VectorDimensionMismatch = "vector dimension mismatch";
    public const string OutOfRangeInJsonParamDim =
        "Out of range in json: param 'dim_max_score_ratio' (1.4) should be in range [0.500000, 1.300000]";
    public const string CollectionNotLoadedCollectionReleased = "collection not loaded[collection=released]";
    public const string ElementScopeCollapseTopkIsRequiredFor = "element_scope.collapse.topk is required for strategy topk_sum";
    public const string ElementScopeCollapseTopkMustBePositive = "element_scope.collapse.topk must be positive";
    public const string ElementScopeCollapseTopkMustBeAn = "element_scope.collapse.topk must be an integer";
    public const string ElementScopeCollapseTopkIsOnlyValid = "element_scope.collapse.topk is only valid for topk strategies";
    public const string ElementScopeCollapseStrategyIsRequired = "element_scope.collapse.strategy is required";
    public const string ElementScopeMustBeAJSONObject = "element_scope must be a JSON object";
    public const string ElementScopeIsNotAllowedForSame = "element_scope is not allowed for same-struct element-level hybrid search";
    public const string ElementScopeIsOnlySupportedForElement =
        "element_scope is only supported for element-level search on struct array vector sub-fields";
    public const string ElementScopeCollapseStrategySumIsOnly =
        "element_scope.collapse.strategy sum is only supported for positively related metrics";
    public const string GroupBySearchIsOnlySupportedFor =
        "group by search is only supported for same-struct element-level vector array fields in hybrid search, fieldName:clips[emb]";
    public const string OnlyGroupByPrimaryKeyIsSupportedFor =
        "only group by primary key is supported for same-struct element-level vector array fields in hybrid search";
    public const string GroupBySearchIsNotSupportedFor =
        "group by search is not supported for vector array (embedding-list) fields in hybrid search, fieldName:clips[emb]";
    public const string RangeSearchIsNotSupportedForVector =
        "range search is not supported for vector array (embedding-list) fields in hybrid search, fieldName:clips[emb]";
    public const string SearchIteratorIsNotSupportedForVector =
        "search iterator is not supported for vector array (element-level) fields in hybrid search, fieldName:clips[emb]";
    public const string TopkXIsInvalid = "topk [x] is invalid: invalid parameter";
}
