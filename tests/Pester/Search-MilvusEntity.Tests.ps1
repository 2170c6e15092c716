BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-TestServer
    $docs = "${Prefix}docs"
    New-TestCollection $docs
}

AfterAll { Disconnect-TestServer }

Describe 'Search-MilvusEntity' {
    It 'finds the nearest rows, best first' {
        $hits = Search-MilvusEntity $docs 5, 1, 0 -Limit 3
        $hits.Id | Should -Be 5, 4, 3
        # $hits.Rank would be the rank of the array.
        $hits | ForEach-Object Rank | Should -Be 1, 2, 3
        $hits[0].Score | Should -BeGreaterThan $hits[1].Score
        [math]::Abs($hits[0].Score - 1) | Should -BeLessThan 1e-4
        $hits[0] | Should -BeOfType Milvus.SearchHit
    }

    It 'returns the requested fields, on the hit and in its entity' {
        $hit = Search-MilvusEntity $docs 1, 1, 0 -Limit 1 -OutputField color, half
        $hit.color | Should -Be 'red'
        $hit.Entity.half | Should -Be 0.5
    }

    It 'leaves the type data of rows to the entity, and runs no script of it' {
        $global:runs = 0
        Update-TypeData -TypeName Milvus.Entity -MemberType ScriptProperty -MemberName counted -Value { $global:runs++; 7 }
        try {
            $hit = Search-MilvusEntity $docs 1, 1, 0 -Limit 1 -OutputField color
            $global:runs | Should -Be 0
            $hit.Entity.counted | Should -Be 7
            $hit.color | Should -Be 'red'
        }
        finally {
            Remove-TypeData -TypeName Milvus.Entity
            Remove-Variable runs -Scope Global
        }
    }

    It 'accepts many vectors and numbers the queries' {
        $hits = Search-MilvusEntity $docs @((1, 1, 0), (5, 1, 0)) -Limit 2
        $hits.Query | Should -Be 0, 0, 1, 1
        ($hits | Where-Object Rank -EQ 1).Id | Should -Be 1, 5
    }

    It 'runs the steps of a function chain over the hits' -Tag NotMilvus {
        $chain = @{ Stage = 'L2_RERANK'; Ops = @(
            @{ Map = '$score'; Function = 'num_combine'; Column = '$id', 2; Parameter = @{ mode = 'multiply' } }
            @{ Sort = '$score' }
            @{ Limit = 2 }) }
        $hits = Search-MilvusEntity $docs 1, 1, 0 -Limit 3 -FunctionChain $chain
        $hits | Should -HaveCount 2
        $hits | ForEach-Object { $_.Score } | Should -Be ($hits | ForEach-Object { 2 * $_.Id })
        $hits[0].Id | Should -BeGreaterThan $hits[1].Id
    }

    It 'accepts a vector as text' {
        (Search-MilvusEntity $docs '[1, 1, 0]' -Limit 1).Id | Should -Be 1
    }

    It 'searches by rows from the pipeline' {
        $hits = Get-MilvusEntity $docs 'id in [2, 4]' | Sort-Object id | Search-MilvusEntity $docs -Limit 1
        $hits.Id | Should -Be 2, 4
        $hits.Query | Should -Be 0, 1
    }

    It 'searches only among the rows of a filter' {
        (Search-MilvusEntity $docs 5, 1, 0 -Filter 'color == {c}' -FilterParameter @{ c = 'red' }).Id | Should -Be 4, 1
    }

    It 'skips hits' {
        (Search-MilvusEntity $docs 5, 1, 0 -Limit 2 -Offset 1).Id | Should -Be 4, 3
    }

    It 'accepts rows whose fields have the names of parameters' {
        $row = [pscustomobject]@{ vector = 1, 1, 0; limit = 1; filter = 'id > 4'; database = 'none'; collection = 'none' }
        ($row | Search-MilvusEntity $docs -Limit 2).Id | Should -Be 1, 2
    }

    It 'keeps the hit''s own properties when a field has their name' {
        $name = "${Prefix}names"
        $null = New-MilvusCollection $name -Dimension 2 -ConsistencyLevel Strong
        $null = @{ id = 1; vector = 1, 0; score = 'own'; Rank = 'own' } | Add-MilvusEntity $name
        $hit = Search-MilvusEntity $name 1, 0 -OutputField score, Rank
        $hit.Rank | Should -Be 1
        $hit.Score | Should -BeOfType float
        $hit.Entity.score | Should -Be 'own'
    }

    It 'fails when the vector has another dimension' {
        { Search-MilvusEntity $docs 1, 2 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusDimensionMismatch,Milvus.SearchMilvusEntityCommand'
    }

    It 'searches by the key of a row that was read without its vector' {
        (Get-MilvusEntity $docs -Id 1 -OutputField color | Search-MilvusEntity $docs -Limit 1).Id | Should -Be 1
    }

    It 'fails when a row from the pipeline has no vector and no key' {
        { [pscustomobject]@{ color = 'red' } | Search-MilvusEntity $docs -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusInvalidVector*'
        $Error[0].TargetObject.color | Should -Be 'red'
    }

    It 'fails on a filter that cannot be read' {
        { Search-MilvusEntity $docs 1, 1, 0 -Filter 'color ==' -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusFilterSyntax*'
    }

    It 'fails on a collection that does not exist' {
        { Search-MilvusEntity "${Prefix}none" 1, 2 -ErrorAction Stop } | Should -Throw -ErrorId 'MilvusCollectionNotFound*'
    }

    It 'fits a table into 80 columns' {
        $text = Search-MilvusEntity $docs 5, 1, 0 -Limit 2 -OutputField color | Out-String -Width 80
        $text | Should -Match 'Rank\s+Id\s+Score'
        $text -split '\r?\n' | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        $text | Should -Match 'green'
    }
}
