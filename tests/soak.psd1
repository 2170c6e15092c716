# The figures of `./build.ps1 -Task Soak`: tests that a variable makes longer, and benchmarks. Count is the number of a full run.
@{
    Figures = @(
        @{ Name = 'every byte flipped'; Project = 'Milvus.Tests'; Variable = 'MILVUS_DAMAGE'; Count = 'all'
            Filter = 'FullyQualifiedName~Damage_of_a_byte'; Shows = '^\s*harmless' }
        @{ Name = 'aimed and random flips'; Project = 'Milvus.Tests'; Variable = 'MILVUS_DAMAGE'; Count = '10000'
            Filter = 'FullyQualifiedName~Damage_of_a_byte'; Shows = '^\s*harmless' }
        @{ Name = 'page swaps'; Project = 'Milvus.Tests'; Variable = 'MILVUS_DAMAGE'; Count = '1000'
            Filter = 'FullyQualifiedName~Damage_of_whole_pages'; Shows = '^\s*harmless' }
        @{ Name = 'log flips and cuts'; Project = 'Milvus.Tests'; Variable = 'MILVUS_DAMAGE'; Count = '1000'
            Filter = 'FullyQualifiedName~Damage_of_a_log'; Shows = '^\s*harmless' }
        @{ Name = 'disk faults'; Project = 'Milvus.Tests'; Variable = 'MILVUS_DISK_FAULTS'; Count = '500'
            Filter = 'FullyQualifiedName~DiskFaultTests'; Shows = 'faults,' }
        @{ Name = 'power losses'; Project = 'Milvus.Tests'; Variable = 'MILVUS_POWER_LOSSES'; Count = '2000'
            Filter = 'FullyQualifiedName~PowerLossTests'; Shows = 'losses$|power failed' }
        @{ Name = 'kills of the engine'; Project = 'Milvus.Tests'; Variable = 'MILVUS_CRASH_KILLS'; Count = '500'
            Filter = 'FullyQualifiedName~Crash_nothing'; Shows = '^\s*(acknowledged|killed)' }
        @{ Name = 'cut inserts'; Project = 'Milvus.Tests'; Variable = 'MILVUS_CUTS'; Count = '1000'
            Filter = 'FullyQualifiedName~CutInsertTests' }
        @{ Name = 'answers with changed bytes'; Project = 'Milvus.Tests'; Variable = 'MILVUS_FUZZED_ANSWERS'; Count = '100000'
            Filter = 'FullyQualifiedName~AnswerFuzzTests'; Shows = 'slowest' }
        @{ Name = 'closed while calls run'; Project = 'Milvus.Tests'; Variable = 'MILVUS_CLOSE_RACES'; Count = '1000'
            Filter = 'FullyQualifiedName~CloseRaceTests' }
        @{ Name = 'histories of keys (seconds)'; Project = 'Milvus.Tests'; Variable = 'MILVUS_HISTORY_SECONDS'; Count = '120'
            Filter = 'FullyQualifiedName~LastWriterTests' }
        @{ Name = 'rounds of 16 runspaces'; Project = 'Milvus.Module.Tests'; Variable = 'MILVUS_MIXED_ROUNDS'; Count = '300'
            Filter = 'FullyQualifiedName~FewThreadsTests' }
        @{ Name = 'rounds of replaced rows'; Project = 'Milvus.Tests'; Variable = 'MILVUS_CHURN'; Count = '2000'
            Filter = 'FullyQualifiedName~GrowthTests' }
        @{ Name = 'steps of the state machine'; Project = 'Milvus.Tests'; Variable = 'MILVUS_MACHINE_STEPS'; Count = '20000'
            Filter = 'FullyQualifiedName~StateMachineTests' }
        @{ Name = 'filters'; Project = 'Milvus.Tests'; Variable = 'MILVUS_FUZZED_FILTERS'; Count = '100000'
            Filter = 'FullyQualifiedName~FilterFuzzTests'; Shows = 'slowest' }
        @{ Name = 'rows, vectors and names'; Project = 'Milvus.Tests'; Variable = 'MILVUS_GENERATED_INPUTS'; Count = '100000'
            Filter = 'FullyQualifiedName~GeneratedInputTests'; Shows = 'slowest' }
        @{ Name = 'damaged files of every format'; Project = 'Milvus.Module.Tests'; Variable = 'MILVUS_DAMAGED_FILES'; Count = '100000'
            Filter = 'FullyQualifiedName~DamagedFileTests'; Shows = 'slowest' }
        @{ Name = 'damages of each Parquet file'; Project = 'Milvus.Tests'; Variable = 'MILVUS_DAMAGED_PARQUET'; Count = '3000'
            Filter = 'FullyQualifiedName~ParquetCorpus_damaged'; Shows = 'slowest' }
        @{ Name = 'damages of each Arrow file'; Project = 'Milvus.Tests'; Variable = 'MILVUS_DAMAGED_ARROW'; Count = '3000'
            Filter = 'FullyQualifiedName~ArrowCorpus_damaged'; Shows = 'slowest' }
        @{ Name = 'Ctrl-C at each call of lines'; Project = 'Milvus.Module.Tests'; Variable = 'MILVUS_STOPS'; Count = 'all'
            Filter = 'FullyQualifiedName~StopPhaseTests'; Shows = 'slowest' }
        @{ Name = 'kills under a connection'; Project = 'Milvus.Module.Tests'; Variable = 'MILVUS_SERVER_KILLS'; Count = '100'
            Filter = 'FullyQualifiedName~ServerKillTests'; Shows = 'kills,' }
        @{ Name = 'golden databases'; Project = 'Milvus.Tests'; Count = 'all'
            Filter = 'FullyQualifiedName~GoldenFileTests|FullyQualifiedName~EarlierFormatTests'; Shows = 'Total tests' }
        @{ Name = 'killed transfers'; Benchmark = 'kills'; Count = '100'; Shows = 'twice|failures' }
        @{ Name = 'memory of a million rows'; Benchmark = 'transfer-memory'; Count = '1000000'; Shows = 'MB' }
    )
}
