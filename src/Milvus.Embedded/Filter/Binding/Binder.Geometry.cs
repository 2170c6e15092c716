using System.Globalization;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Embedded.Geometries;
using Milvus.Protocol;
using NetTopologySuite.Geometries;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    private SpatialPlan Spatial(CallSyntax node, SpatialRelation relation)
    {
        RequireArguments(node, 2);
        var field = GeometryField(node, "spatial");
        return new SpatialPlan(field, relation, GeometryOf(node.Arguments[1]));
    }

    private WithinDistancePlan BindWithinDistance(CallSyntax node)
    {
        RequireArguments(node, 3);
        var field = GeometryField(node, "ST_DWITHIN");
        if (GeometryOf(node.Arguments[1]) is not Point { IsEmpty: false } center)
        {
            throw Invalid(
                $"only supports POINT geometry: {source.Slice(node.Arguments[1].Start, node.Arguments[1].End)}",
                node.Arguments[1]);
        }

        var given = node.Arguments[2];
        if (given is NamedArgumentSyntax || BindAny(given).Value is not ConstantOperand { Value: var distance })
        {
            throw Invalid($"distance parameter must be a constant numeric value, got: {source.Slice(given.Start, given.End)}", given);
        }

        if (distance.Kind is not (ConstantKind.Int64 or ConstantKind.Double))
        {
            throw Invalid($"distance parameter must be a numeric value (int or float), got: {source.Slice(given.Start, given.End)}", given);
        }

        return distance.Number < 0
            ? throw Invalid(
                $"distance parameter must be non-negative, got: {distance.Number.ToString("F6", CultureInfo.InvariantCulture)}",
                given)
            : new WithinDistancePlan(field, center, distance.Number);
    }

    private ValidGeometryPlan ValidGeometry(CallSyntax node)
    {
        RequireArguments(node, 1);
        return new ValidGeometryPlan(GeometryField(node, "STIsValid"));
    }

    private FieldSchema GeometryField(CallSyntax node, string operation) =>
        node.Arguments[0] is PathSyntax { Path.Count: 0 } path && Field(path) is { DataType: DataType.Geometry } field
            ? field
            : throw Invalid(
                $"{operation} operation are only supported on geometry fields now, got: {source.Slice(node.Start, node.End)}",
                node);

    private Geometry GeometryOf(SyntaxNode node)
    {
        var given = source.Slice(node.Start, node.End);
        if (node is NamedArgumentSyntax || BindAny(node).Value is not ConstantOperand { Value: { Kind: ConstantKind.String } text })
        {
            throw Invalid($"WKT string should be a string literal or template variable, got: {given}", node);
        }

        return GeometryText.Read(text.String) ?? throw Invalid($"{given} is no well-known text (WKT) like POINT (1 2)", node);
    }
}
