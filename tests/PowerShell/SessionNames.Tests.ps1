# The current session is visible, and -Session accepts a name.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $other = Start-TestPortal
}

AfterAll {
    Stop-TestPortal $portal
    Stop-TestPortal $other
}

Describe 'The current session' {
    BeforeEach {
        Reset-TestSession
        Connect-TestWebhook $portal -Option @{ Name = 'first' }
        Connect-TestWebhook $other -Option @{ Name = 'second' }
    }

    AfterEach {
        Reset-TestSession
    }

    It 'is the output of Get-B24Session; -All also returns the others, and IsCurrent marks it' {
        @(Get-B24Session).Name | Should -Be 'second'
        @(Get-B24Session -All | ForEach-Object { "$($_.Name) $($_.IsCurrent)" }) | Should -Be 'second True', 'first False'
        Set-B24Session first -Default
        @(Get-B24Session).Name | Should -Be 'first'
        @(Get-B24Session first, second | ForEach-Object { $_.IsCurrent }) | Should -Be $true, $false
    }

    It 'is marked in the table' {
        $lines = @(Get-B24Session -All | Format-Table | Out-String -Width 119).Trim() -split '\r?\n'
        $lines[0] | Should -Match '^IsCurrent\s+Name\s+Portal'
        $lines[2] | Should -Match '^True\s+second'
        $lines[3] | Should -Match '^False\s+first'
    }

    It 'does not exist after a failed Connect cmdlet, and the other sessions can still be listed' {
        $null = Get-Failure { Connect-B24Webhook nonsense }
        Get-B24Session | Should -BeNullOrEmpty
        @(Get-B24Session -All | ForEach-Object { $_.IsCurrent }) | Should -Be $false, $false
    }
}

Describe 'Sessions of one portal' {
    AfterEach {
        Reset-TestSession
    }

    It 'can be open at the same time if one uses a webhook and the other OAuth' {
        Connect-TestWebhook $portal
        Connect-TestOAuth $portal
        @(Get-B24Session -All | ForEach-Object { "$($_.Kind)" }) | Should -Be 'OAuth', 'Webhook'
        (Get-B24Session).Kind | Should -Be 'OAuth'
    }

    It 'are replaced by a newer session of the same webhook user, application, or given name' {
        Connect-TestWebhook $portal
        Connect-TestWebhook $portal
        Connect-TestOAuth $portal
        Connect-TestOAuth $portal
        @(Get-B24Session -All).Count | Should -Be 2
        Connect-TestWebhook $portal -Option @{ Name = 'named' }
        Connect-TestOAuth $portal -Option @{ Name = 'Named' }
        @(Get-B24Session named).Kind | Should -Be 'OAuth'
    }

    It 'are refused by a name that several sessions have, with a list and advice' {
        Connect-TestWebhook $portal
        Connect-TestOAuth $portal
        foreach ($call in { Get-B24Bot -Session (Get-B24Session).Name }, { Set-B24Session (Get-B24Session).Name -Default }) {
            $problem = Get-Failure $call
            Get-ErrorId $problem | Should -BeExactly 'SessionNameAmbiguous'
            $problem.Exception.Message | Should -Match 'application.*webhook of user 1'
            $problem.ErrorDetails.RecommendedAction | Should -Match '-Name'
        }
    }
}

Describe 'A session by its name' {
    BeforeAll {
        Connect-TestWebhook $portal -Option @{ Name = 'nightly' }
        Connect-TestWebhook $other -Option @{ Name = 'second' }
    }

    AfterAll {
        Reset-TestSession
    }

    It 'works in all kinds of cmdlets' {
        Reset-TestPortal $portal
        $null = Send-B24BotMessage chat5 'by name' -Session Nightly
        @(Get-PortalMessage $portal chat5).text | Should -Be 'by name'
        (Get-B24Bot 456 -Session nightly).BotId | Should -Be 456
        Invoke-B24Method imbot.v2.Revision.get -Session nightly | Should -Not -BeNullOrEmpty
        Test-B24Session nightly | Should -BeTrue
        'nightly', 'second' | Test-B24Session | Should -Be $true, $true
        (Set-B24Session -Session nightly -BotId 456 -PassThru).Name | Should -Be 'nightly'
    }

    It 'is an error with its own ID if no session has the name' {
        foreach ($call in { Send-B24BotMessage chat5 x -Session missing }, { Test-B24Session missing }, { Get-B24Bot -Session missing }) {
            $problem = Get-Failure $call
            Get-ErrorId $problem | Should -BeExactly 'SessionNotFound'
            $problem.Exception.Message | Should -Match 'missing'
            $problem.ErrorDetails.RecommendedAction | Should -Match 'Get-B24Session -All'
        }
    }
}
