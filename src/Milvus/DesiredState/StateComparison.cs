using Milvus.Client;

namespace Milvus.DesiredState;

/// <summary>Compares a desired state with a present one. What the desired state does not name is not compared.</summary>
/// <param name="client">The server of the present state.</param>
/// <param name="current">The database of collections and grants that do not name one.</param>
internal sealed partial class StateComparison(MilvusClient client, string current)
{
    private readonly List<PlannedChange> _plan = [];
    private readonly StateChangeRules _rules = new(client);

    /// <summary>The plan: one step for each difference, and one step without an action for each object that is as it should be.</summary>
    internal IReadOnlyList<PlannedChange> Compare(StateObject desired, StateObject present)
    {
        foreach (var key in desired.Kind.Keys.Where(key => key.Items is not null && desired.Has(key.Name)))
        {
            var there = present.GetItems(key.Name);
            foreach (var item in desired.GetItems(key.Name))
            {
                CompareObject(item, FindIn(there, item), null);
            }

            if (desired.Complete.Contains(key.Name))
            {
                foreach (var item in there.Where(item => desired.GetItems(key.Name).All(other => !IsSame(item, other))))
                {
                    AddRemoval(item, null);
                }
            }
        }

        return _plan;
    }

    private void CompareObject(StateObject desired, StateObject? present, StateObject? owner)
    {
        var place = new PlannedChange(DesiredStateAction.None, desired.Kind.Name, NameOf(desired, owner))
        {
            Database = DatabaseOf(owner ?? desired),
            Desired = desired,
            Present = present,
            Owner = owner,
        };
        if (present is null)
        {
            _plan.Add(place with { Action = DesiredStateAction.Add, DesiredText = StateText.Of(desired) });
            AddParts(desired);
            return;
        }

        var before = _plan.Count;
        foreach (var key in desired.Kind.Keys.Where(key => !key.IsIdentity && desired.Has(key.Name)))
        {
            CompareKey(place, key, desired, present);
        }

        if (_plan.Count == before && owner is null)
        {
            _plan.Add(place);
        }
    }

    // The parts of a new object that are created after it.
    private void AddParts(StateObject desired)
    {
        foreach (var key in desired.Kind.Keys)
        {
            if (key.EntryKind is not null && desired.Kind != StateKinds.PrivilegeGroup)
            {
                CompareEntries(desired, key, []);
            }
            else if (key.Name is "indexes" or "grants")
            {
                foreach (var item in desired.GetItems(key.Name))
                {
                    CompareObject(item, null, desired);
                }
            }
        }
    }

    private void CompareKey(PlannedChange place, StateKey key, StateObject desired, StateObject present)
    {
        switch (key.Value)
        {
            case StateValue.Items when desired.Kind == StateKinds.Field:
                CompareStruct(place, key, desired, present);
                break;
            case StateValue.Items:
                CompareItems(key, desired, present);
                break;
            case StateValue.Table:
                CompareTable(place, key, desired, present);
                break;
            case StateValue.Names when key.EntryKind is not null:
                CompareEntries(desired, key, present.FindNames(key.Name) ?? []);
                break;
            default:
                if (_rules.IsStored(desired.Kind, key)
                    && !StateEquality.IsSame(key, desired.Find(key.Name)!, present.Find(key.Name)))
                {
                    AddDifference(place, key, key.Name, null, present.Find(key.Name), desired.Find(key.Name));
                }

                break;
        }
    }

    private void CompareItems(StateKey key, StateObject desired, StateObject present)
    {
        var there = present.GetItems(key.Name);
        var matched = new HashSet<StateObject>();
        foreach (var item in desired.GetItems(key.Name))
        {
            var found = FindIn(there, item);
            if (found is not null)
            {
                matched.Add(found);
                CompareObject(item, found, desired);
            }
            else
            {
                AddItem(key, item, desired);
            }
        }

        if (desired.Complete.Contains(key.Name))
        {
            foreach (var item in there.Where(item => !matched.Contains(item)))
            {
                AddRemoval(item, desired, present);
            }
        }
    }

    // A field or a function of an existing collection.
    private void AddItem(StateKey key, StateObject item, StateObject desired)
    {
        var isComputed = item.Kind == StateKinds.Field && IsComputed(desired, item) || item.Kind == StateKinds.Function;
        var isRebuild = isComputed || (item.Kind == StateKinds.Field && !_rules.IsAddedInPlace(item, isComputed));
        _plan.Add(new PlannedChange(
            isRebuild ? DesiredStateAction.Replace : DesiredStateAction.Add, item.Kind.Name, NameOf(item, desired))
        {
            Database = DatabaseOf(desired),
            DesiredText = StateText.Of(item),
            Desired = item,
            Owner = desired,
            Key = key,
            IsRebuild = isRebuild,
            Loss = isRebuild ? RebuildLoss : null,
        });
    }

    private void CompareStruct(PlannedChange place, StateKey key, StateObject desired, StateObject present)
    {
        foreach (var inner in desired.GetItems(key.Name))
        {
            var name = $"{key.Name}.{inner.Name}";
            if (FindIn(present.GetItems(key.Name), inner) is not { } there)
            {
                AddDifference(place, key, name, null, null, StateText.Of(inner));
                continue;
            }

            foreach (var part in inner.Kind.Keys.Where(part => !part.HasEntries && inner.Has(part.Name)))
            {
                if (!StateEquality.IsSame(part, inner.Find(part.Name)!, there.Find(part.Name)))
                {
                    AddDifference(place, key, $"{name}.{part.Name}", null, there.Find(part.Name), inner.Find(part.Name));
                }
            }
        }
    }

    private static bool IsComputed(StateObject collection, StateObject field) =>
        collection.GetItems("functions").Any(function => function.FindNames("outputFields")?.Contains(field.Name) is true);
}
