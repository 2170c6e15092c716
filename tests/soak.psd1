# The figures of `./build.ps1 -Task Soak`: tests that a variable makes longer. Count is the number of a full run.
@{
    Figures = @(
        @{ Name = 'bytes and pages flipped'; Project = 'Milvus.Tests'; Variable = 'MILVUS_DAMAGE'; Count = '2000'
            Filter = 'FullyQualifiedName~Damage_of'; Shows = '^\s*harmless' }
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
        @{ Name = 'golden databases'; Project = 'Milvus.Tests'; Count = 'all'
            Filter = 'FullyQualifiedName~GoldenFileTests|FullyQualifiedName~EarlierFormatTests' }
    )
}
