namespace Milvus.Tests.Prose;

/// <content>Errors about full-text search.</content>
internal static partial class ServerTexts
{
    public const string ParamsShouldBeAJsonMap = "params should be a json map";
    public const string TheParametersAreNotJSON = "the parameters are not JSON";
    public const string AnalyzerTypeShouldBeString = "analyzer type should be string";
    public const string UnknownBuildInAnalyzerTypeKlingon = "unknown build-in analyzer type: klingon";
    public const string TheAnalyzerChineseNeedsTheDictionaryOf = "the analyzer chinese needs the dictionary of jieba";
    public const string FilterStopWordsShouldBeArray = "filter stop_words should be array";
    public const string FilterStopWordsListItemShouldBe = "filter stop_words list item should be string";
    public const string TokenizerNameOrTypeMustBeSet = "tokenizer name or type must be set";
    public const string TokenizerNameShouldBeStringOrDict = "tokenizer name should be string or dict";
    public const string CostumTokenizerMustSetType = "costum tokenizer must set type";
    public const string FilterParamsShouldBeArray = "filter params should be array";
    public const string UnknownAnalyzerOptionKeyFilters = "unknown analyzer option key: filters";
    public const string FilterNotFoundNope = "filter not found :nope";
    public const string NoTypeFieldInFilterParams = "no type field in filter params";
    public const string UnsupportFilterTypeNope = "unsupport filter type: nope";
    public const string MaxParamWasNoneOrNotUint = "max param was none or not uint";
    public const string StopFilterStopWordsCanTBe = "stop filter stop_words can't be empty";
    public const string StemmerLanguageFieldShouldBeString = "stemmer language field should be string";
    public const string DoesNotHaveAStemmerForTamil = "does not have a stemmer for tamil";
    public const string DecompounderWordListIsEmpty = "decompounder word list is empty";
    public const string RegexExpressionInvalid = "regex expression invalid";
    public const string FieldPlainDoesNotEnableAnalyzer = "field plain does not enable analyzer";
    public const string FieldNotFoundFieldZz = "field not found[field=zz]";
    public const string FieldSIsTheOutputOfA = "field (s) is the output of a function and cannot be given: invalid parameter";
    public const string NotAllowedToRetrieveRawDataOf = "not allowed to retrieve raw data of field s";
    public const string PleaseProvideVarcharTextForBM25 =
        "please provide varchar/text for BM25 Function based search, got SparseFloatVector: invalid parameter";
    public const string MetricTypeNotMatchInvalidParameterExpectedBM = "metric type not match: invalid parameter[expected=BM25][actual=IP]";
    public const string ShouldBeInRange00000001 = "should be in range [0.000000, 1.000000)";
    public const string FunctionNameCannotBeEmpty = "function name cannot be empty";
    public const string FunctionInputFieldNamesCannotBeEmpty = "function input field names cannot be empty, function: f";
    public const string FunctionOutputFieldNamesCannotBeEmpty = "function output field names cannot be empty, function: f";
    public const string EachFunctionInputFieldShouldBeUsed =
        "each function input field should be used exactly once in the same function, function: f, input field: t";
    public const string ASingleFieldCannotBeBothInput =
        "a single field cannot be both input and output in the same function, function: f, field: t";
    public const string FunctionInputFieldNotFoundZz = "function input field not found: zz";
    public const string FunctionOutputFieldNotFoundZz = "function output field not found: zz";
    public const string BM25FunctionInputFieldMustBe =
        "BM25 function input field must be a VARCHAR/TEXT field, got 1 field with type FloatVector";
    public const string FieldPlainWhichHasEnableMatchOr =
        "field plain which has enable_match or is input of BM25 function must also enable_analyzer";
    public const string BM25FunctionOnlyNeed1Output = "BM25 function only need 1 output field, but got 2";
    public const string BM25FunctionOutputFieldMustBe = "BM25 function output field must be a SparseFloatVector field, but got FloatVector";
    public const string FunctionOutputFieldCannotBePrimaryKey = "function output field cannot be primary key: function f, field id";
    public const string FunctionOutputFieldCannotBeNullableFunction = "function output field cannot be nullable: function f, field n";
    public const string BM25FunctionAcceptsNoParams = "BM25 function accepts no params";
    public const string FunctionFHasTypeMinHashWhichThis = "function f has type MinHash, which this engine does not have";
    public const string CheckFunctionParamsWithUnknownFunctionType = "check function params with unknown function type";
    public const string FieldTWhichHasEnableMatchOr =
        "field t which has enable_match or is input of BM25 function must also enable_analyzer";
    public const string BuildAnalyzerFailedUnknownBuildInAnalyzer = "build analyzer failed: unknown build-in analyzer type: nope";
    public const string MultiAnalyzerParamsNowMustSetBy =
        "multi analyzer params now must set by_field to specify with field decide analyzer";
    public const string MultiAnalyzerMustSetDefaultAnalyzerFor = "multi analyzer must set default analyzer for all unknown value";
    public const string MultiAnalyzerDependentFieldZzNotExist = "multi analyzer dependent field zz not exist in collection c";
    public const string MultiAnalyzerParamsNowOnlySupportBy =
        "multi analyzer params now only support by string field, but field id is not string";
    public const string IndexMetricTypeOfBM25Function = "index metric type of BM25 function output field must be BM25, got IP";
    public const string OnlyBM25FunctionOutputFieldSupport = "only BM25 Function output field support BM25 metric type: invalid parameter";
    public const string OutOfRangeInJsonParamBm = "Out of range in json: param 'bm25_k1' (3.5) should be in range [0.000000, 3.000000]";
    public const string OutOfRangeInJsonParamBm25 = "Out of range in json: param 'bm25_b' (-0.1) should be in range [0.000000, 1.000000]";
    public const string TypeConflictInJsonParamBm25 = "Type conflict in json: param 'bm25_b' (\"x\") should be a number";
    public const string OutOfRangeInJsonParamDrop =
        "Out of range in json: param 'drop_ratio_build' (1) should be in range [0.000000, 1.000000)";
    public const string QuantTypeFp16NotFoundOr =
        "quant_type fp16 not found or not supported by BM25, supported: [u16 u32]: invalid parameter";
    public const string InvertedIndexCodecXNotFoundOr =
        "inverted_index_codec x not found or not supported, supported: [block_streamvbyte block_maskedvbyte]: invalid parameter";
    public const string OutOfRangeInJsonParamBlock =
        "Out of range in json: param 'block_max_block_size' (0) should be in range [1, 2147483647]: invalid parameter";
    public const string OutOfRangeInJsonParamSindi =
        "Out of range in json: param 'sindi_window_size' (512) should be in range [1024, 65535]: invalid parameter";
    public const string SparseInvertedIndexAlgoNOPENotFound = "sparse inverted index algo NOPE not found or not supported";
    public const string PreTagsCannotBeEmptyList = "pre_tags cannot be empty list";
    public const string UnmarshalPostTagsAsStringArrayFailed = "unmarshal post_tags as string array failed";
    public const string UnmarshalHighlightSearchTextAsBoolFailed = "unmarshal highlight_search_text as bool failed";
    public const string UnmarshalHighlightQueriesAsJsonArrayFailed = "unmarshal highlight queries as json array failed";
    public const string InvalidHighlightQueryTypeNope = "invalid highlight query type: Nope";
    public const string HighlightFieldNotFoundInSchemaZz = "highlight field not found in schema: zz";
    public const string HighlightFieldGDoesNotEnableAnalyzer = "highlight field g does not enable analyzer";
    public const string SearchHighlightOnlySupportWithMetricType = "Search highlight only support with metric type \"BM25\" but was: L2";
    public const string HighlightersOfTypeSemanticNeedAModel = "highlighters of type Semantic need a model";
    public const string TextMatchOperationOnNonStringIs = "text match operation on non-string is unsupported";
    public const string PhraseMatchOperationOnNonStringIs = "phrase match operation on non-string is unsupported";
    public const string FieldPlainDoesNotEnableMatch = "field \"plain\" does not enable match: invalid parameter";
    public const string TextMatchQueryShouldBeAString = "text_match query should be a string literal or template variable, got: 1";
    public const string TextMatchTakesMinimumShouldMatchAs = "text match takes minimum_should_match=… as its option, got: 2";
    public const string MinimumShouldMatchShouldBe1Got = "minimum_should_match should be >= 1, got 0";
    public const string MinimumShouldMatchShouldBe1000Got = "minimum_should_match should be <= 1000, got 1001";
    public const string MinimumShouldMatchShouldBeAConst = "minimum_should_match should be a const integer expression";
    public const string SlopShouldNotBeANegativeInterger = "\"slop\" should not be a negative interger. \"slop\" passed: -1";
    public const string SlopExceedsTheRangeOfUint32 = "\"slop\" exceeds the range of \"uint32\"";
    public const string SlopShouldBeAConstIntegerExpression = "\"slop\" should be a const integer expression";
    public const string ThereIsNoArgumentNamedXHere = "there is no argument named x here";
    public const string EqualityIsWritten = "equality is written ==";
    public const string FilterOnTextFieldTIsNot = "filter on text field (t) is not supported yet";
    public const string FieldTDoesNotEnableMatch = "field \"t\" does not enable match";
}
