$null = New-MilvusCollection docs -Dimension 3
[IO.File]::WriteAllText("$pwd/users.psd1", "@{ users = @(@{ name = 'alice' }) }")
