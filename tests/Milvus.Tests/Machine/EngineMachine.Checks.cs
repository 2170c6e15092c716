using System.Globalization;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Machine;

/// <summary>All reads return the content of the dictionary.</summary>
internal sealed partial class EngineMachine
{
    private const int Top = 10;

    private void Check()
    {
        Assert.Equal(_rows.Count, _engine.Count(Collection));
        CheckRows("id >= 0", (ModelRow _) => true);
        var number = _random.Next(1000);
        CheckRows(
            string.Create(CultureInfo.InvariantCulture, $"n > {number} and t >= \"b\""),
            row => row.Number > number && string.CompareOrdinal(row.Word, "b") >= 0);
        CheckRows(
            string.Create(CultureInfo.InvariantCulture, $"n == {number} or n in [1, 2, 3]"),
            row => row.Number == number || row.Number is 1 or 2 or 3);
        var keys = Keys(5);
        CheckRows($"id in [{string.Join(',', keys.Append(long.MaxValue))}]", keys.Contains);
        foreach (var partition in _partitions)
        {
            Assert.Equal(_rows.Count(row => row.Value.Partition == partition), CountOf(partition));
        }

        CheckSearch("", _ => true);
        CheckSearch("n < 300", row => row.Number < 300);
    }

    private void CheckRows(string filter, Func<ModelRow, bool> matches) => CheckRows(filter, key => matches(_rows[key]));

    private void CheckRows(string filter, Func<long, bool> matches)
    {
        var answer = Engine.Ok(_engine.Query(Collection, filter, ["id", "n", "t", "v"])).FieldsData.ToDictionary(data => data.FieldName);
        var ids = answer["id"].Scalars.LongData.Data;
        Assert.Equal(_rows.Keys.Where(matches).Order(), ids);
        for (var place = 0; place < ids.Count; place++)
        {
            var row = _rows[ids[place]];
            Assert.Equal((row.Number, row.Word), (answer["n"].Scalars.LongData.Data[place], answer["t"].Scalars.StringData.Data[place]));
            Assert.Equal(row.Vector, answer["v"].Vectors.FloatVector.Data.Skip(place * Dim).Take(Dim));
        }
    }

    private long CountOf(string partition)
    {
        var request = new Protocol.QueryRequest
        {
            CollectionName = Collection,
            PartitionNames = { partition },
            OutputFields = { "count(*)" },
        };
        return Engine.Ok(_engine.Client.Query(request)).FieldsData[0].Scalars.LongData.Data[0];
    }

    /// <summary>Distances must be exact, but a graph may miss a few of the nearest rows.</summary>
    private void CheckSearch(string filter, Func<ModelRow, bool> matches)
    {
        float[] query = [.. Enumerable.Range(0, Dim).Select(_ => (float)_random.NextDouble())];
        var results = Engine
            .Ok(_engine.Search(Collection, "v", "L2", Top, Requests.Floats(query), filter: filter, parameters: "{\"ef\": 200}"))
            .Results;
        var found = (results.Ids?.IntId?.Data ?? []).Zip(results.Scores, (id, score) => (Id: id, Score: score)).ToArray();
        var nearest = _rows
            .Where(row => matches(row.Value))
            .Select(row => (Id: row.Key, Distance: Distance(query, row.Value.Vector)))
            .OrderBy(row => row.Distance)
            .Take(Top)
            .ToArray();
        Assert.Equal(nearest.Length, found.Length);
        Assert.All(found, hit => Assert.True(matches(_rows[hit.Id]) && Math.Abs(Distance(query, _rows[hit.Id].Vector) - hit.Score) < 1e-4));
        Assert.Equal(found.Select(hit => hit.Score).Order(), found.Select(hit => hit.Score));
        var missed = nearest.Count(row => found.All(hit => hit.Id != row.Id));
        Assert.True(missed <= (_indexType == "HNSW" ? 2 : 0), $"{missed} of the {Top} nearest rows were missed by {_indexType}");
    }

    private static float Distance(float[] left, float[] right) => left.Zip(right, (a, b) => (a - b) * (a - b)).Sum();
}
