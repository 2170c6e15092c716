using Milvus.Embedded.Columns;
using Milvus.Embedded.Geometries;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A condition on the geometries of a field.</summary>
internal sealed class GeometryPredicate(string field, Func<Geometry, bool> condition, bool negated) : LeafPredicate(negated, [field])
{
    private readonly string _field = field;

    public override int Cost => 200;

    public static GeometryPredicate Of(Filter.Plan.SpatialPlan plan, bool negated) =>
        new(plan.Field.Name, Test(plan.Relation, plan.Other), negated);

    public static GeometryPredicate Of(Filter.Plan.WithinDistancePlan plan, bool negated) =>
        new(plan.Field.Name, geometry => Distances.Meters(geometry, plan.Center) <= plan.Meters, negated);

    public static GeometryPredicate Of(Filter.Plan.ValidGeometryPlan plan, bool negated) =>
        new(plan.Field.Name, geometry => geometry.IsValid, negated);

    protected override void Match(in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var column = block.Column<ValueColumn<string>>(_field);
        var texts = block.Values<string>(_field);
        var geometries = RowGeometries.Of(block, column);
        var first = block.Start & Column.ChunkMask;
        bits.Clear();
        foreach (var row in candidates.Rows())
        {
            if (
                !column.IsNull(block.Start + row)
                && RowGeometries.At(geometries, first + row, texts[row]) is { } geometry
                && Holds(geometry))
            {
                bits.Set(row);
            }
        }
    }

    private bool Holds(Geometry geometry)
    {
        try
        {
            return condition(geometry);
        }
        catch (Exception exception) when (exception is TopologyException or ArgumentException)
        {
            // A relation that is not defined for these geometries is false.
            return false;
        }
    }

    private static Func<Geometry, bool> Test(Filter.Plan.SpatialRelation relation, Geometry other)
    {
        // The constant geometry is prepared once and compared with many rows. So relations are evaluated from its side where possible.
        var prepared = PreparedGeometryFactory.Prepare(other);
        return relation switch
        {
            Filter.Plan.SpatialRelation.Equals => geometry => geometry.EqualsTopologically(other),
            Filter.Plan.SpatialRelation.Touches => geometry => geometry.Touches(other),
            Filter.Plan.SpatialRelation.Overlaps => geometry => geometry.Overlaps(other),
            Filter.Plan.SpatialRelation.Crosses => geometry => geometry.Crosses(other),
            Filter.Plan.SpatialRelation.Contains => geometry => geometry.Contains(other),
            Filter.Plan.SpatialRelation.Within => prepared.Contains,
            _ => prepared.Intersects,
        };
    }
}
