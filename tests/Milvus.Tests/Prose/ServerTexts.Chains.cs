namespace Milvus.Tests.Prose;

/// <content>Errors about function chains and rankers.</content>
internal static partial class ServerTexts
{
    public const string MustContainExactlyOneMergeOperator = "must contain exactly one merge operator";
    public const string MergeOperatorMustBeFirst = "merge operator must be first";
    public const string MergeOpMissingRequiredParameterStrategy = "merge_op: missing required parameter \"strategy\"";
    public const string MergeOpParameterKIsNotSupported = "merge_op: parameter \"k\" is not supported for strategy \"sum\"";
    public const string MergeOpKMustBeFiniteAnd = "merge_op: k must be finite and in range (0, 16384)";
    public const string MergeOpMissingRequiredParameterWeights = "merge_op: missing required parameter \"weights\"";
    public const string MergeOpWeightsCount1DoesNot = "merge_op: weights count 1 does not match search input count 2";
    public const string MergeOpWeights1MustBeFinite = "merge_op: weights[1] must be finite and in range [0, 1]";
    public const string FunctionChainsCannotBeUsedWithRank = "function_chains cannot be used with rank_params strategy or params";
    public const string FunctionChainsCannotBeUsedWithFunction = "function_chains cannot be used with function_score";
    public const string HybridSearchRequiresExactlyOneFunctionChain = "hybrid search requires exactly one function chain, got 2";
    public const string FunctionChainsOfSubSearch1Are = "function_chains of sub-search[1] are not supported";
    public const string FunctionChain0MustContainAtLeast = "function chain[0] must contain at least one op";
    public const string Op0UnknownOperatorTypeShuffle = "op[0]: unknown operator type: shuffle";
    public const string Op0MergeIsNotSupportedIn = "op[0]: merge is not supported in ordinary search";
    public const string Op1LimitOpParameterLimitMust = "op[1]: limit_op: parameter \"limit\" must be positive";
    public const string Op0LimitOpParameterOffsetMust = "op[0]: limit_op: parameter \"offset\" must be non-negative";
    public const string Op0LimitOpParameterLimitMust = "op[0]: limit_op: parameter \"limit\" must be an integer";
    public const string Op0LimitOpParameterLimitMustBe = "op[0]: limit_op: parameter \"limit\" must be a number";
    public const string Op0LimitOpMissingRequiredParameter = "op[0]: limit_op: missing required parameter \"limit\"";
    public const string Op0SortOpColumnIsRequired = "op[0]: sort_op: column is required";
    public const string SystemInputSegOffsetIsNotSupported = "system input \"$seg_offset\" is not supported by L2 rerank function chain";
    public const string SystemOutputIdIsNotWritableBy = "system output \"$id\" is not writable by L2 rerank function chain";
    public const string SystemOutputTmpIsNotWritableBy = "system output \"$tmp\" is not writable by L2 rerank function chain";
    public const string FunctionChainOutputAgeConflictsWithA = "function chain output \"age\" conflicts with a collection field";
    public const string FunctionChainInputNopeIsNeitherA =
        "function chain input \"nope\" is neither a previous output nor a collection field";
    public const string FunctionChainInputVHasUnsupportedField = "function chain input \"v\" has unsupported field type FloatVector";
    public const string FunctionChainInputJHasUnsupportedField = "function chain input \"j\" has unsupported field type Json";
    public const string NumCombineExpectedAtLeast2Input = "num_combine: expected at least 2 input columns, got 1";
    public const string NumCombineUnsupportedInputColumnTypeText = "num_combine: unsupported input column type Text";
    public const string NumCombineWeightedModeRequiresWeights = "num_combine: weighted mode requires weights";
    public const string NumCombineWeightedModeRequires2Weights = "num_combine: weighted mode requires 2 weights, got 1";
    public const string NumCombineParameterWeights1MustBe = "num_combine: parameter \"weights[1]\" must be a number";
    public const string MapOperatorRequiresInputs = "map operator requires inputs";
    public const string DecayUnsupportedInputColumnTypeText = "decay: unsupported input column type Text";
    public const string DecayMissingRequiredParameterScale = "decay: missing required parameter \"scale\"";
    public const string DecayScaleMustBe0Got1 = "decay: scale must be > 0, got -1.000000";
    public const string DecayDecayMustBe0Decay1 = "decay: decay must be 0 < decay < 1, got 1.000000";
    public const string RoundDecimalDecimalMustBeInRange = "round_decimal: decimal must be in range [0, 6], got 7";
    public const string RoundDecimalInputMustBeFloat32 = "round_decimal: input must be Float32, got Number";
    public const string FunctionRerankModelAsksAModelServer = "function \"rerank_model\" asks a model server";
    public const string FunctionXgboostRunsAModelFromA = "function \"xgboost\" runs a model from a file resource";
    public const string GroupByOpFieldIsRequired = "group_by_op: field is required";
    public const string InvalidGroupScorerMode = "invalid group scorer \"mode\"";
    public const string ColumnAgeNotFoundASelectBefore = "column \"age\" not found: a select before dropped it";
    public const string FunctionChainResultMissesColumnScore = "function chain result misses column \"$score\"";
    public const string FilterOpFunctionMustReturnBooleanType = "filter_op: function must return boolean type";
    public const string FunctionChain0StageFunctionChainStageUnspecifiedIsNot =
        "function chain[0] stage FunctionChainStageUnspecified is not supported in search request";
    public const string FunctionChain0StageFunctionChainStageL0Rerank =
        "function chain[0] stage FunctionChainStageL0Rerank is not supported in search request";
    public const string FunctionChain0StageFunctionChainStagePostProcessIsNot =
        "function chain[0] stage FunctionChainStagePostProcess is not supported in search request";
    public const string FunctionChainStageFunctionChainStageL2RerankAppears =
        "function chain stage FunctionChainStageL2Rerank appears more than once";
    public const string FunctionScoreAndFunctionChainsCannotBe = "function_score and function_chains cannot be used together";
    public const string OrderByAndFunctionRerankCannotBe = "order_by and function rerank cannot be used together";
    public const string FunctionChainsAndSearchIteratorsCannotBe = "function_chains and search iterators cannot be used together";
    public const string UnsupportedFieldTypeJSONServiceInternalError = "unsupported field type: JSON: service internal error";
    public const string RerankBuilderDecayInputFieldTMust =
        "rerank_builder: decay input field t must be numeric, got VarChar: invalid parameter";
    public const string RerankBuilderInputFieldZzNotFound =
        "rerank_builder: input field zz not found in collection schema: invalid parameter";
    public const string FailedToCreateQueryPlanDonT =
        "failed to create query plan: don't support use segment scorer with group_by or search_iterator: query plan failed: "
        + "invalid parameter";
    public const string FailedToCreateQueryPlanParseExpr = "failed to create query plan: parse expr failed: ";
    public const string RerankBuilderDecayScaleMustBe0 =
        "rerank_builder: decay: scale must be > 0, got 0.000000: invalid parameter: invalid parameter";
    public const string RerankBuilderDecayOffsetMustBe0 =
        "rerank_builder: decay: offset must be >= 0, got -1.000000: invalid parameter: invalid parameter";
    public const string RerankBuilderDecayDecayMustBe0 =
        "rerank_builder: decay: decay must be 0 < decay < 1, got 1.000000: invalid parameter: invalid parameter";
    public const string RerankBuilderDecayInvalidFunctionStepMust =
        "rerank_builder: decay: invalid function \"step\", must be one of [gauss, exp, linear]: invalid parameter: invalid parameter";
    public const string DecayParamOriginXIsNotA = "decay param origin: x is not a number: invalid parameter";
    public const string UnsupportedScoreModeMinOnlySupportsMax =
        "unsupported score_mode: min, only supports [max, sum, avg]: invalid parameter";
    public const string RerankBuilderUnsupportedRerankerMagic = "rerank_builder: unsupported reranker magic: invalid parameter";
}
