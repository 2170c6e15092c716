namespace Milvus.Tests.Prose;

/// <content>Errors about filters.</content>
internal static partial class ServerTexts
{
    public const string SpatialOperationAreOnlySupportedOnGeometry =
        "spatial operation are only supported on geometry fields now, got: ST_WITHIN(id,'POINT (1 1)')";
    public const string STIsValidOperationAreOnlySupportedOnGeometry =
        "STIsValid operation are only supported on geometry fields now, got: ST_ISVALID(id)";
    public const string HereIsNoWellKnownTextWKT = "'here' is not well-known text (WKT)";
    public const string IsNoWellKnownTextWKT = "is not well-known text (WKT)";
    public const string WKTStringShouldBeAStringLiteral = "WKT string should be a string literal or template variable, got: 5";
    public const string DistanceParameterMustBeNonNegativeGot = "distance parameter must be non-negative, got: -5.000000";
    public const string DistanceParameterMustBeANumericValue = "distance parameter must be a numeric value (int or float), got: 'far'";
    public const string DistanceParameterMustBeAConstantNumeric = "distance parameter must be a constant numeric value, got: id";
    public const string IncompleteQueryIteratorCursorParams = "incomplete query iterator cursor params";
    public const string CanOnlyBeUsedWhenIteratorTrue = "can only be used when iterator=true";
    public const string FrameSyntaxCanOnlyBeUsedInside = "$[frame] syntax can only be used inside ElementFilter or MATCH_*";
    public const string NestedElementFilterIsNotSupportedAlreadyInside =
        "nested ElementFilter is not supported, already inside ElementFilter for field: clips";
    public const string NestedMATCHALLIsNotSupportedAlready =
        "nested MATCH_ALL is not supported, already inside match expression for field: clips";
    public const string ElementFilterExpressionCanOnlyBeThe =
        "element filter expression can only be the last expression in the logical and expression";
    public const string ElementFilterExpressionCanOnlyBeTheLast =
        "element filter expression can only be the last expression in the logical or expression";
    public const string ElementFilterExpressionCannotBeUsedIn = "element filter expression cannot be used in unary expression";
    public const string ElementFilterExprShouldBeHandledAtPlanNodeLevel = "ElementFilterExpr should be handled at PlanNode level";
    public const string ArrayFieldNotFoundNopeFrame = "array field not found: nope[frame]";
    public const string ArrayFieldNotFoundClipsNope = "array field not found: clips[nope]";
    public const string ElementFilterCanOnlyUseElementLevel = "element_filter can only use element-level fields, got: id";
    public const string InvalidPredicateExpressionInMATCHANYMATCH =
        "invalid predicate expression in MATCH_ANY: MATCH predicate can only use element-level fields";
    public const string ColumnToColumnComparisonIsNotSupported = "column-to-column comparison is not supported inside MATCH predicate";
    public const string PredicateExpressionInMATCHALLMustUse = "predicate expression in MATCH_ALL must use element-level fields";
    public const string CountInMATCHLEASTMustBePositive = "count in MATCH_LEAST must be positive, got: 0";
    public const string CannotParsePredicateExpressionFrameAError = "cannot parse predicate expression: $[frame]=='a', error: ";
    public const string ComparisonsBetweenFloatVectorAndInt64Are = "comparisons between FloatVector and Int64 are not supported";
    public const string ElementFilterIsOnlySupportedForElement = "element_filter is only supported for element-level search";
    public const string RangeSearchIsNotSupportedForMulti = "range search is not supported for multi-search-multi on embedding list fields";
    public const string GroupByIsNotSupportedForMulti = "group by is not supported for multi-search-multi on embedding list fields";
    public const string SearchIteratorIsNotSupportedForMulti =
        "search iterator is not supported for multi-search-multi on embedding list fields";
    public const string LegacySearchIteratorIsNotSupportedFor =
        "legacy search iterator is not supported for element-level search; use search iterator v2";
    public const string OnlyGroupByPrimaryKeyIsSupported = "only group by primary key is supported for element-level search";
    public const string ComparisonsBetweenTimestamptzAndInt64Are = "comparisons between Timestamptz and Int64 are not supported";
    public const string OnlyAnINTERVALCanBeAdded = "only an INTERVAL can be added";
    public const string InvalidTimestampStringYesterdayDoesNotMatch =
        "invalid timestamp string: 'yesterday'. Does not match any known format";
    public const string UTCOffsetHour15IsOutOf = "UTC offset hour 15 is out of the valid range [-12, 14]";
    public const string ComparisonsBetweenInt64AndTimestamptzAre = "comparisons between Int64 and Timestamptz are not supported";
    public const string InvalidTimestampStringSoon = "invalid timestamp string: 'soon'";
    public const string CannotParseExpressionNosuch3ErrorField = "cannot parse expression: nosuch == 3, error: field nosuch not exist";
    public const string InvalidCharacterClassRangeZA = "invalid character class range: `z-a`";
    public const string InvalidOrUnsupportedPerlSyntax = "invalid or unsupported Perl syntax: `(?=`";
    public const string InvalidOrUnsupportedPerlSyntax2 = "invalid or unsupported Perl syntax: `(?<`";
    public const string MissingArgumentToRepetitionOperator = "missing argument to repetition operator: `*`";
    public const string InvalidNestedRepetitionOperator = "invalid nested repetition operator: `**`";
    public const string InvalidRepeatCount1001 = "invalid repeat count: `{1001}`";
    public const string TrailingBackslashAtEndOfExpression = "trailing backslash at end of expression: ``";
    public const string ErrorParsingRegexp = "error parsing regexp: ";
    public const string RegexPatternShouldBeAStringLiteral = "regex pattern should be a string literal or template variable, got: 123";
    public const string RegexPatternShouldBeAStringLiteralOr = "regex pattern should be a string literal or template variable, got: s";
    public const string TheValueOfRegexExpressionTemplateVariable = "the value of regex expression template variable {n} is not string";
    public const string RegexMatchOnNonStringOrNon = "regex match on non-string or non-json field is unsupported";
    public const string CanNotComparisonsArrayFieldsDirectly = "can not comparisons array fields directly";
    public const string InvalidRegexPatternErrorParsingRegexpMissing =
        "invalid regex pattern: error parsing regexp: missing closing ): `(a`";
}
