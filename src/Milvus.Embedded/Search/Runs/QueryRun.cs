using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Runs;

/// <summary>Runs a query: the rows that match a filter, in ascending order of their keys, each key once.</summary>
internal static class QueryRun
{
    public static QueryResults Answer(CollectionEntry collection, QueryRequest request, Store store, CancellationToken token)
    {
        var window = ResultWindow.OfQuery(request.QueryParams);
        GrowingRows.Check(request.QueryParams);
        var counting = request.OutputFields is [OutputFields.Count];
        var iterating = Iteration.OfQuery(collection, request.QueryParams);
        var cursor = ElementCursor.Of(collection, request.QueryParams, iterating);
        var order = RowOrder.OfQuery(collection, request.QueryParams.Find("order_by_fields"));
        CheckOrder(order, window, iterating);
        var aggregation = counting && order is null ? null : QueryAggregation.Of(collection, request);
        aggregation?.CheckOrder(order);
        if (counting && window.Limit is not null)
        {
            throw MilvusError.Unexpected("count entities with pagination is not allowed");
        }

        var output = counting || aggregation is not null ? null : OutputFields.Of(collection, request.OutputFields, withKey: true);
        var zone = TimeZones.Of(collection, request.QueryParams);
        var filter = FilterCompiler.CompileFor("query", request.Expr, collection.Schema, request.ExprTemplateValues, zone, token);
        if (string.IsNullOrWhiteSpace(request.Expr) && !counting && aggregation is null && window.Limit is null)
        {
            throw MilvusError.Unexpected("empty expression should be used with limit");
        }

        if (request.PartitionNames.Count > 0 && collection.PartitionKey is not null)
        {
            throw PartitionRules.ChosenByKeyInQuery();
        }

        var scope = ReadScope.Open(collection, request.PartitionNames, store, "failed to query: ", token);
        if (iterating)
        {
            scope = scope.At(request.GuaranteeTimestamp);
        }

        var results = new QueryResults
        {
            Status = Statuses.Ok,
            CollectionName = request.CollectionName,
            PrimaryFieldName = collection.PrimaryKey.Name,
            SessionTs = scope.SessionOf(iterating, request.GuaranteeTimestamp),
        };
        if (aggregation is not null)
        {
            var aggregated = KeyOrderedRows.All(scope, filter, token);
            if (filter.Elements is { } elements)
            {
                aggregated = ElementRows.Of(elements, scope.Segment.Columns, aggregated).Select(element => element.Row);
            }

            results.FieldsData.AddRange(aggregation.Answer(scope.Segment.Columns, aggregated, order, window));
            results.OutputFields.AddRange(request.OutputFields);
            TimeValues.Write(results.FieldsData, zone, request.QueryParams.Find("time_fields"));
            return results;
        }

        if (output is null)
        {
            results.FieldsData.Add(Count(filter.Elements is { } elements
                ? ElementRows.Of(elements, scope.Segment.Columns, scope.FindRows(filter, token)).LongCount()
                : scope.FindMatching(filter, token).CountSet()));
            return results;
        }

        var rows = order is null && window.Limit is { } limit
            ? KeyOrderedRows.First(scope, filter, window.Offset + limit, token)
            : KeyOrderedRows.All(scope, filter, token);
        if (order is not null)
        {
            rows = rows.OrderBy(row => row, Comparer<int>.Create((left, right) => order.Compare(scope.Segment.Columns, left, right)));
        }

        List<int> page = [];
        if (filter.Elements is { } evaluator)
        {
            var found = ElementRows.Of(evaluator, scope.Segment.Columns, rows)
                .Where(element => cursor?.IsBefore(scope.Segment.Columns.PrimaryKey, element.Row, element.Element) != false);
            (page, var indices) = ElementRows.JoinByRow(window.Of(found));
            results.ElementIndices.AddRange(indices);
        }
        else
        {
            page.AddRange(window.Of(rows));
        }

        results.FieldsData.AddRange(output.Write(scope.Segment.Columns, page));
        results.OutputFields.AddRange(output.Names);
        TimeValues.Write(results.FieldsData, zone, request.QueryParams.Find("time_fields"));
        return results;
    }

    private static void CheckOrder(RowOrder? order, ResultWindow window, bool iterating)
    {
        if (order is not null && window.Limit is null)
        {
            throw MilvusError.Parameter("ORDER BY requires explicit limit");
        }

        if (order is not null && iterating)
        {
            throw MilvusError.Parameter("ORDER BY with iterator is not supported");
        }
    }

    private static FieldData Count(long rows)
    {
        var data = new FieldData
        {
            Type = DataType.Int64,
            FieldName = OutputFields.Count,
            Scalars = new ScalarField { LongData = new LongArray() },
        };
        data.Scalars.LongData.Data.Add(rows);
        return data;
    }
}
