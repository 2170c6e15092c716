using System.Diagnostics;
using Milvus.Client.Calls;
using Milvus.Client.Values;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The size of the answer that a page belongs to, on the wire.</summary>
    internal static long GetSize(RowPage page) =>
        (page.Answer as IReadOnlyList<Protocol.FieldData> ?? []).Sum(column => (long)column.CalculateSize());

    /// <summary>
    /// Writes the rows of a page to a collection with the same fields, without reading them one by one. Null if the page has columns that
    /// must be read row by row, or if the server refused it for its size: nothing was sent or stored then.
    /// </summary>
    /// <param name="call">The context of the call.</param>
    /// <param name="schema">The collection, as described.</param>
    /// <param name="partition">The partition; null for the default one.</param>
    /// <param name="page">The rows; a whole answer.</param>
    /// <param name="left">The fields that are left out.</param>
    /// <param name="upsert">Whether rows with the same keys are replaced.</param>
    /// <param name="token">Cancels the call.</param>
    /// <exception cref="MilvusException">The rows are refused, or it is unknown whether they are stored.</exception>
    internal async Task<MutationResult?> WriteColumnsAsync(
        CallContext call,
        Collection schema,
        string? partition,
        RowPage page,
        IReadOnlySet<string> left,
        bool upsert,
        CancellationToken token)
    {
        if (page.Count != page.AllCount
            || page.Answer is not IReadOnlyList<Protocol.FieldData> answer
            || ColumnCopy.Convert(answer, page.Count, schema, left, nameof(Rpcs.Query)) is not { } columns)
        {
            return null;
        }

        await CheckUnchangedAsync(call, schema, token).ConfigureAwait(false);
        var began = Stopwatch.GetTimestamp();
        Protocol.MutationResult written;
        try
        {
            var options = new RowWrite { Partition = partition };
            written = await SendColumnsAsync(
                call,
                schema,
                () => SendAsync(call, schema.Name, schema, options, (upsert, false), columns, page.Count, token),
                token).ConfigureAwait(false);
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.MessageTooLarge && !e.OutcomeUnknown)
        {
            return null;
        }

        RecordWrite(call, schema.Name, written.Timestamp, began);
        return new MutationResult
        {
            Database = DatabaseOf(call),
            Collection = schema.Name,
            InsertCount = upsert ? 0 : written.InsertCnt,
            UpsertCount = written.UpsertCnt,
            Id = Keys.Read(written.IDs, upsert ? nameof(Rpcs.Upsert) : nameof(Rpcs.Insert)),
        };
    }

    /// <summary>Sends columns, again if only settings of the collection have changed since it was described.</summary>
    private async Task<Protocol.MutationResult> SendColumnsAsync(
        CallContext call,
        Collection schema,
        Func<Task<Protocol.MutationResult>> send,
        CancellationToken token)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (MilvusException e) when (e is { ErrorId: MilvusErrorId.SchemaMismatch, OutcomeUnknown: false })
        {
            await DescribeUnchangedAsync(call, schema, token).ConfigureAwait(false);
            return await send().ConfigureAwait(false);
        }
    }

    // A column of a wrong type crashes servers that do not check it, so the schema must not be old.
    private async Task CheckUnchangedAsync(CallContext call, Collection schema, CancellationToken token)
    {
        if (IsEmbedded || IsFresh(call, schema.Name, schema))
        {
            return;
        }

        await DescribeUnchangedAsync(call, schema, token).ConfigureAwait(false);
    }

    /// <summary>Describes a collection whose settings may have changed. Takes over its properties and its timestamp.</summary>
    /// <exception cref="MilvusException">It has other fields now, or is another collection.</exception>
    internal async Task DescribeUnchangedAsync(CallContext call, Collection schema, CancellationToken token)
    {
        var fresh = await DescribeCollectionAsync(call, schema.Name, token).ConfigureAwait(false);
        if (fresh.Id != schema.Id || !HasSameFields(fresh, schema))
        {
            throw new MilvusException(
                MilvusErrorId.SchemaMismatch,
                $"Collection {schema.Name} was changed or replaced while rows were written to it.");
        }

        (schema.UpdateTimestamp, schema.Property) = (fresh.UpdateTimestamp, fresh.Property);
        Remember(call, schema.Name, schema);
    }
}
