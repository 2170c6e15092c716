using Milvus.Protocol;
using NetTopologySuite.Geometries;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>The relation of two geometries, named as the functions.</summary>
internal enum SpatialRelation
{
    Equals,
    Touches,
    Overlaps,
    Crosses,
    Contains,
    Intersects,
    Within,
}

/// <summary>Whether a geometry field has a relation to a constant geometry.</summary>
internal sealed record SpatialPlan(FieldSchema Field, SpatialRelation Relation, Geometry Other) : PlanNode;

/// <summary>Whether a geometry field is within a distance, in metres, of a point.</summary>
internal sealed record WithinDistancePlan(FieldSchema Field, Point Center, double Meters) : PlanNode;

/// <summary>Whether the geometry of a field is valid as OGC Simple Features defines it.</summary>
internal sealed record ValidGeometryPlan(FieldSchema Field) : PlanNode;
