namespace Milvus.Client.Schemas;

/// <summary>Converts the server's description of an index to the model.</summary>
internal static class IndexReader
{
    internal static Index ToIndex(Protocol.IndexDescription description, string collection, string? database)
    {
        var index = new Index
        {
            Database = database,
            Name = description.IndexName,
            Collection = collection,
            Field = description.FieldName,
            Id = description.IndexID,
            TotalRows = description.TotalRows,
            IndexedRows = description.IndexedRows,
            PendingRows = description.PendingIndexRows,
            State = description.State.ToString(),
            FailReason = description.IndexStateFailReason,
        };
        foreach (var parameter in description.Params)
        {
            switch (parameter.Key)
            {
                case "index_type":
                    index.IndexType = parameter.Value;
                    break;
                // Milvus Lite reports the metric NONE for a scalar index; Milvus reports none.
                case "metric_type" when parameter.Value == "NONE":
                    break;
                case "metric_type":
                    index.MetricType = parameter.Value;
                    break;
                default:
                    index.Parameter[parameter.Key] = parameter.Value;
                    break;
            }
        }

        return index;
    }
}
