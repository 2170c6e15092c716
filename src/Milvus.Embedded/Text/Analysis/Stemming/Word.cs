using System.Buffers;

namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>
/// A word that loses its endings. A cursor walks from the end to the left; the letters left of it are what the steps look at. A slice
/// is what the next edit removes or replaces. Steps answer whether they applied, so they are joined with <c>&amp;&amp;</c>.
/// </summary>
internal sealed class Word(string text)
{
    private int _floor;
    private int _sliceStart;
    private int _sliceEnd;

    public string Text { get; private set; } = text;

    /// <summary>The number of letters left of the cursor.</summary>
    public int Cursor { get; private set; } = text.Length;

    /// <summary>Where the region RV begins; the word's end when it has none.</summary>
    public int RV { get; init; } = text.Length;

    /// <summary>Where the region R1 begins; the word's end when it has none.</summary>
    public int R1 { get; set; } = text.Length;

    /// <summary>Where the region R2 begins; the word's end when it has none.</summary>
    public int R2 { get; set; } = text.Length;

    /// <summary>What one step tells a later one.</summary>
    public bool Flag { get; set; }

    public bool InRV => RV <= Cursor;

    public bool InR1 => R1 <= Cursor;

    public bool InR2 => R2 <= Cursor;

    /// <summary>Whether nothing is left of the cursor that a step may look at.</summary>
    public bool AtStart => Cursor == _floor;

    private ReadOnlySpan<char> Left => Text.AsSpan(_floor, Cursor - _floor);

    /// <summary>Walks over a text that stands left of the cursor.</summary>
    public bool Take(string ending) => Left.EndsWith(ending, StringComparison.Ordinal) && Skip(ending.Length);

    /// <summary>Walks over one letter of a set.</summary>
    public bool Take(SearchValues<char> letters) => !AtStart && letters.Contains(Text[Cursor - 1]) && Skip(1);

    /// <summary>Walks over one letter that is not in a set.</summary>
    public bool TakeOther(SearchValues<char> letters) => !AtStart && !letters.Contains(Text[Cursor - 1]) && Skip(1);

    /// <summary>Walks over so many letters.</summary>
    public bool Skip(int count)
    {
        if (Cursor - _floor < count)
        {
            return false;
        }

        Cursor -= count;
        return true;
    }

    /// <summary>Walks to the nearest letter of a set and stops right of it.</summary>
    public bool GoTo(SearchValues<char> letters) => StopRightOf(Left.LastIndexOfAny(letters));

    /// <summary>Walks to the nearest letter that is not in a set and stops right of it.</summary>
    public bool GoToOther(SearchValues<char> letters) => StopRightOf(Left.LastIndexOfAnyExcept(letters));

    /// <summary>Walks over the longest ending of a table and does what the table says for it.</summary>
    /// <param name="rules">The table.</param>
    /// <param name="from">Where the ending must not begin left of.</param>
    public bool Take(SuffixRules rules, int from = 0) => Find(rules) is { } action && Cursor >= from && action(this);

    /// <summary>Slices the longest ending of a table and does what the table says for it.</summary>
    /// <param name="rules">The table.</param>
    /// <param name="from">Where the ending must not begin left of; a longer ending that does hides a shorter one.</param>
    public bool Apply(SuffixRules rules, int from = 0)
    {
        BeginSlice();
        return Find(rules) is { } action && Cursor >= from && EndSlice() && action(this);
    }

    /// <summary>Slices the longest ending of a table that lies in a region and does what the table says for it.</summary>
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

    /// <summary>Does a step that sees nothing left of a region.</summary>
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

    /// <summary>Lets the slice end at the cursor.</summary>
    public bool BeginSlice()
    {
        _sliceEnd = Cursor;
        return true;
    }

    /// <summary>Lets the slice start at the cursor.</summary>
    public bool EndSlice()
    {
        _sliceStart = Cursor;
        return true;
    }

    /// <summary>Slices a text that stands left of the cursor.</summary>
    public bool Slice(string ending) => BeginSlice() && Take(ending) && EndSlice();

    /// <summary>Slices one letter of a set.</summary>
    public bool Slice(SearchValues<char> letters) => BeginSlice() && Take(letters) && EndSlice();

    /// <summary>Removes the last letter left of the cursor.</summary>
    public bool DeleteLetter() => BeginSlice() && Skip(1) && EndSlice() && Delete();

    public bool Delete() => Replace("");

    /// <summary>Puts a text in place of the slice. A cursor right of the slice stays right of the text.</summary>
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

    /// <summary>Puts a text left of the cursor.</summary>
    public bool Insert(string addition) => BeginSlice() && EndSlice() && Replace(addition);

    /// <summary>The letters of the slice.</summary>
    public string GetSlice() => Text[_sliceStart.._sliceEnd];

    /// <summary>Does a step and goes back to where it began.</summary>
    /// <returns>Always true.</returns>
    public bool Do(Func<Word, bool> step)
    {
        Test(step);
        return true;
    }

    /// <summary>Does a step; goes back to where it began if it did not apply.</summary>
    /// <returns>Always true.</returns>
    public bool Try(Func<Word, bool> step)
    {
        _ = Attempt(step);
        return true;
    }

    /// <summary>Does a step, answers whether it applied, and goes back to where it began.</summary>
    public bool Test(Func<Word, bool> step)
    {
        var distance = Text.Length - Cursor;
        var applied = step(this);
        Cursor = Text.Length - distance;
        return applied;
    }

    /// <summary>Whether a step does not apply.</summary>
    public bool Not(Func<Word, bool> step) => !Test(step);

    /// <summary>Does the first of some steps that applies.</summary>
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

    /// <summary>Walks over the longest ending of a table and answers what is done with it; null where nothing is.</summary>
    private Func<Word, bool>? Find(SuffixRules rules)
    {
        if (Left is not [.., var last])
        {
            return rules.Otherwise;
        }

        var start = Cursor;
        foreach (var rule in rules.EndingWith(last))
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
