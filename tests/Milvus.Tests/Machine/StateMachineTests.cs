using System.Globalization;

namespace Milvus.Tests.Machine;

/// <summary>
/// Compares the engine with a dictionary after random steps: writes, compactions, changes of indexes and partitions, reopenings and
/// crashes. MILVUS_MACHINE_STEPS is the number of steps per seed, MILVUS_MACHINE_SEED an additional seed.
/// </summary>
public sealed class StateMachineTests
{
    private static readonly int _steps = Number("MILVUS_MACHINE_STEPS", 60);

    public static TheoryData<int> Seeds =>
        [1, 2, 3, 4, 5, 6, .. Number("MILVUS_MACHINE_SEED", 0) is > 0 and var seed ? new[] { seed } : []];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void StateMachine_engine_has_what_a_dictionary_has(int seed)
    {
        using var machine = new EngineMachine(seed);
        try
        {
            for (var step = 0; step < _steps; step++)
            {
                machine.Step();
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {seed}, step {machine.Steps.Count}: {string.Join(", ", machine.Steps)}", e);
        }

        Assert.True(machine.Taken.Count >= 8, $"only {string.Join(", ", machine.Taken.Keys)} were tried");
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
