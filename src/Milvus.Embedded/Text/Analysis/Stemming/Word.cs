using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>
/// A word while its endings are removed. A cursor moves from the end to the left, and steps read the letters left of it. The slice is the
/// part that the next edit removes or replaces. A step returns whether it applied, so that steps are combined with <c>&amp;&amp;</c>.
/// </summary>
internal sealed class Word(string text)
{
    private int _floor;
    private int _sliceStart;
    private int _sliceEnd;

    public string Text { get; private set; } = text;

    /// <summary>The number of letters left of the cursor.</summary>
    public int Cursor { get; private set; } = text.Length;

    /// <summary>The start of the region RV; the end of the word if it has none.</summary>
    public int RV { get; init; } = text.Length;

    /// <summary>The start of the region R1; the end of the word if it has none.</summary>
    public int R1 { get; set; } = text.Length;

    /// <summary>The start of the region R2; the end of the word if it has none.</summary>
    public int R2 { get; set; } = text.Length;

    /// <summary>A flag that one step sets for a later one.</summary>
    public bool Flag { get; set; }

    public bool InRV => RV <= Cursor;

    public bool InR1 => R1 <= Cursor;

    public bool InR2 => R2 <= Cursor;

    /// <summary>Whether no letters are left for the steps to read.</summary>
    public bool AtStart => Cursor == _floor;

    private ReadOnlySpan<char> Left => Text.AsSpan(_floor, Cursor - _floor);

    /// <summary>Moves over a text left of the cursor.</summary>
    public bool Take(string ending) => Left.EndsWith(ending, StringComparison.Ordinal) && Skip(ending.Length);

    /// <summary>Moves over one letter of a set.</summary>
    public bool Take(SearchValues<char> letters) => !AtStart && letters.Contains(Text[Cursor - 1]) && Skip(1);

    /// <summary>Moves over one letter that is not in a set.</summary>
    public bool TakeOther(SearchValues<char> letters) => !AtStart && !letters.Contains(Text[Cursor - 1]) && Skip(1);

    /// <summary>Moves over a number of letters.</summary>
    public bool Skip(int count)
    {
        if (Cursor - _floor < count)
        {
            return false;
        }

        Cursor -= count;
        return true;
    }

    /// <summary>Moves to the nearest letter of a set, and stops right of it.</summary>
    public bool GoTo(SearchValues<char> letters) => StopRightOf(Left.LastIndexOfAny(letters));

    /// <summary>Moves to the nearest letter that is not in a set, and stops right of it.</summary>
    public bool GoToOther(SearchValues<char> letters) => StopRightOf(Left.LastIndexOfAnyExcept(letters));

    /// <summary>Moves over the longest matching ending of a table and runs its action.</summary>
    /// <param name="rules">The table.</param>
    /// <param name="from">The position before which the ending must not begin.</param>
    public bool Take(SuffixRules rules, int from = 0) => Find(rules) is { } action && Cursor >= from && action(this);

    /// <summary>Slices the longest matching ending of a table and runs its action.</summary>
    /// <param name="rules">The table.</param>
    /// <param name="from">The position before which the ending must not begin. A longer ending that begins before it also prevents a
    /// shorter match.</param>
    public bool Apply(SuffixRules rules, int from = 0)
    {
        BeginSlice();
        return Find(rules) is { } action && Cursor >= from && EndSlice() && action(this);
    }

    /// <summary>Slices the longest ending of a table within a region and runs its action.</summary>
    public bool ApplyWithin(int start, SuffixRules rules)
    {
        if (Cursor < start)
        {
            return false;
        }

        BeginSlice();
        var floor = _floor;
        _floor = start;
        var action = Find(rules);
        _floor = floor;
        return action is not null && EndSlice() && action(this);
    }

    /// <summary>Runs a step that reads nothing left of a region.</summary>
    public bool Within(int start, Func<Word, bool> step)
    {
        if (Cursor < start)
        {
            return false;
        }

        var floor = _floor;
        _floor = start;
        var applied = step(this);
        _floor = floor;
        return applied;
    }

    /// <summary>Sets the end of the slice to the cursor.</summary>
    public bool BeginSlice()
    {
        _sliceEnd = Cursor;
        return true;
    }

    /// <summary>Sets the start of the slice to the cursor.</summary>
    public bool EndSlice()
    {
        _sliceStart = Cursor;
        return true;
    }

    /// <summary>Slices a text left of the cursor.</summary>
    public bool Slice(string ending) => BeginSlice() && Take(ending) && EndSlice();

    /// <summary>Slices one letter of a set.</summary>
    public bool Slice(SearchValues<char> letters) => BeginSlice() && Take(letters) && EndSlice();

    /// <summary>Removes the last letter left of the cursor.</summary>
    public bool DeleteLetter() => BeginSlice() && Skip(1) && EndSlice() && Delete();

    public bool Delete() => Replace("");

    /// <summary>Replaces the slice. A cursor right of the slice stays right of the new text.</summary>
    public bool Replace(string replacement)
    {
        Text = string.Concat(Text.AsSpan(0, _sliceStart), replacement, Text.AsSpan(_sliceEnd));
        if (Cursor >= _sliceEnd)
        {
            Cursor += replacement.Length - (_sliceEnd - _sliceStart);
        }
        else if (Cursor > _sliceStart)
        {
            Cursor = _sliceStart;
        }

        return true;
    }

    /// <summary>Inserts a text left of the cursor.</summary>
    public bool Insert(string addition) => BeginSlice() && EndSlice() && Replace(addition);

    /// <summary>The letters of the slice.</summary>
    public string GetSlice() => Text[_sliceStart.._sliceEnd];

    /// <summary>Runs a step and moves the cursor back.</summary>
    /// <returns>Always true.</returns>
    public bool Do(Func<Word, bool> step)
    {
        Test(step);
        return true;
    }

    /// <summary>Runs a step, and moves the cursor back if the step did not apply.</summary>
    /// <returns>Always true.</returns>
    public bool Try(Func<Word, bool> step)
    {
        _ = Attempt(step);
        return true;
    }

    /// <summary>Runs a step, moves the cursor back, and returns whether the step applied.</summary>
    public bool Test(Func<Word, bool> step)
    {
        var distance = Text.Length - Cursor;
        var applied = step(this);
        Cursor = Text.Length - distance;
        return applied;
    }

    /// <summary>Whether a step does not apply.</summary>
    public bool Not(Func<Word, bool> step) => !Test(step);

    /// <summary>Runs steps until the first one applies.</summary>
    public bool Either(params ReadOnlySpan<Func<Word, bool>> steps)
    {
        foreach (var step in steps)
        {
            if (Attempt(step))
            {
                return true;
            }
        }

        return false;
    }

    private bool Attempt(Func<Word, bool> step)
    {
        var distance = Text.Length - Cursor;
        if (step(this))
        {
            return true;
        }

        Cursor = Text.Length - distance;
        return false;
    }

    private bool StopRightOf(int index)
    {
        if (index < 0)
        {
            return false;
        }

        Cursor = _floor + index + 1;
        return true;
    }

    /// <summary>Moves over the longest matching ending of a table and returns its action; null for none.</summary>
    private Func<Word, bool>? Find(SuffixRules rules)
    {
        if (Left is not [.., var last])
        {
            return rules.Otherwise;
        }

        var start = Cursor;
        foreach (var rule in rules.FindByLastLetter(last))
        {
            if (Take(rule.Suffix) && (rule.Condition is null || Test(rule.Condition)))
            {
                return rule.Action;
            }

            Cursor = start;
        }

        return rules.Otherwise;
    }
}
