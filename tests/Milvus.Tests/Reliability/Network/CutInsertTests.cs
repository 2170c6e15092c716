using System.Globalization;
using Milvus.Core.Calls;
using Milvus.Tests.Client;

namespace Milvus.Tests.Reliability.Network;

/// <summary>
/// The connection breaks while rows are inserted, after each number of bytes of a call. MILVUS_CUTS is the number of cuts, by default 40.
/// </summary>
public sealed class CutInsertTests
{
    private const int RowsOfACall = 3;

    private static readonly int _cuts = int.Parse(Environment.GetEnvironmentVariable("MILVUS_CUTS") ?? "40", CultureInfo.InvariantCulture);

    [Fact]
    [Failure("N3")]
    public async Task CutInsert_after_any_byte_keeps_acknowledged_rows_and_stores_no_row_twice()
    {
        await using var server = new RecordingServer();
        using var proxy = new CuttingProxy(server.Uri.Port);
        await using var client = await Clients.ConnectAsync(proxy.Uri);
        await SmallCollection.CreateAsync(client);
        await SmallCollection.InsertAsync(client, KeysOf(0));
        var before = proxy.Sent;
        await SmallCollection.InsertAsync(client, KeysOf(1));
        var length = proxy.Sent - before;
        var (acknowledged, unknown) = (new List<long> { 0, 1 }, 0);

        for (var cut = 2; cut < _cuts + 2; cut++)
        {
            // The last ones are cut during the next call, so that some calls are acknowledged.
            proxy.CutAfter(1 + (length * 5 * (cut - 2) / (4 * _cuts)));
            try
            {
                await SmallCollection.InsertAsync(client, KeysOf(cut));
                acknowledged.Add(cut);
            }
            catch (MilvusException error)
            {
                Assert.Equal(MilvusErrorId.WriteOutcomeUnknown, error.ErrorId);
                unknown++;
            }
        }

        var keys = new List<long>();
        await foreach (var key in SmallCollection.ReadKeysAsync(client))
        {
            keys.Add(key);
        }

        Assert.Empty(acknowledged.SelectMany(KeysOf).Except(keys));
        Assert.Empty(keys.Except(Enumerable.Range(0, _cuts + 2).SelectMany(at => KeysOf(at))));
        // The count has a key that was inserted twice twice.
        Assert.Equal(keys.Count, await client.CountAsync(CallContext.Default, SmallCollection.Name, [], default));
        Assert.True(unknown > 0 && acknowledged.Count > 2, $"{unknown} unknown, {acknowledged.Count} acknowledged");
    }

    private static IEnumerable<long> KeysOf(long call) => Enumerable.Range(0, RowsOfACall).Select(row => (call * RowsOfACall) + row);
}
