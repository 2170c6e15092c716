using System.Globalization;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Embedded.Geometries;
using Milvus.Protocol;
using NetTopologySuite.Geometries;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    private SpatialPlan BindSpatial(CallSyntax node, SpatialRelation relation)
    {
        RequireArguments(node, 2);
        var field = FindGeometryField(node, "spatial");
        return new SpatialPlan(field, relation, ReadGeometry(node.Arguments[1]));
    }

    private WithinDistancePlan BindWithinDistance(CallSyntax node)
    {
        RequireArguments(node, 3);
        var field = FindGeometryField(node, "ST_DWITHIN");
        if (ReadGeometry(node.Arguments[1]) is not Point { IsEmpty: false } center)
        {
            throw CreateInvalid(
                $"only supports POINT geometry: {source.Slice(node.Arguments[1].Start, node.Arguments[1].End)}",
                node.Arguments[1]);
        }

        var given = node.Arguments[2];
        if (given is NamedArgumentSyntax || BindAny(given).Value is not ConstantOperand { Value: var distance })
        {
            throw CreateInvalid($"distance parameter must be a constant numeric value, got: {source.Slice(given.Start, given.End)}", given);
        }

        if (distance.Kind is not (ConstantKind.Int64 or ConstantKind.Double))
        {
            throw CreateInvalid(
                $"distance parameter must be a numeric value (int or float), got: {source.Slice(given.Start, given.End)}",
                given);
        }

        return distance.Number < 0
            ? throw CreateInvalid(
                $"distance parameter must be non-negative, got: {distance.Number.ToString("F6", CultureInfo.InvariantCulture)}",
                given)
            : new WithinDistancePlan(field, center, distance.Number);
    }

    private ValidGeometryPlan BindValidGeometry(CallSyntax node)
    {
        RequireArguments(node, 1);
        return new ValidGeometryPlan(FindGeometryField(node, "STIsValid"));
    }

    private FieldSchema FindGeometryField(CallSyntax node, string operation) =>
        node.Arguments[0] is PathSyntax { Path.Count: 0 } path && FindField(path) is { DataType: DataType.Geometry } field
            ? field
            : throw CreateInvalid(
                $"{operation} operation are only supported on geometry fields now, got: {source.Slice(node.Start, node.End)}",
                node);

    private Geometry ReadGeometry(SyntaxNode node)
    {
        var given = source.Slice(node.Start, node.End);
        if (node is NamedArgumentSyntax || BindAny(node).Value is not ConstantOperand { Value: { Kind: ConstantKind.String } text })
        {
            throw CreateInvalid($"WKT string should be a string literal or template variable, got: {given}", node);
        }

        return GeometryText.Read(text.String) ?? throw CreateInvalid($"{given} is not well-known text (WKT) such as POINT (1 2)", node);
    }
}
