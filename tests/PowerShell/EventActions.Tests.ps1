# Actions of Register-ObjectEvent run while a cmdlet of the module waits. PowerShell itself runs them only between two statements.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Actions of events' {
    BeforeEach {
        Reset-TestPortal $portal
        Connect-TestWebhook $portal
        $timer = New-Object System.Timers.Timer 50
        $global:b24ticks = 0
    }

    AfterEach {
        $timer.Dispose()
        Get-EventSubscriber -SourceIdentifier b24tick -ErrorAction SilentlyContinue | Unregister-Event
        Get-Job -Name b24tick -ErrorAction SilentlyContinue | Remove-Job -Force
        Remove-Variable b24ticks -Scope Global -ErrorAction SilentlyContinue
        Reset-TestSession
    }

    It 'run while <Name> waits, and can use the module' -ForEach @(
        @{ Name = 'Start-B24Bot'; Call = { Start-B24Bot -MaxEvents 2 -Timeout 60 -Interval 1 -OnMessage { 'handled' } } }
        @{ Name = 'Watch-B24BotEvent'; Call = { Watch-B24BotEvent -MaxEvents 2 -Timeout 60 -Interval 1 | ForEach-Object { "$($_.Kind)" } } }
    ) {
        # The third event of the timer writes to the bot, which ends the wait. Without actions, the wait would last a minute.
        $null = Register-ObjectEvent $timer Elapsed -SourceIdentifier b24tick -MessageData { Add-PortalPost $portal 'hello' } -Action {
            $global:b24ticks++
            if ($global:b24ticks -eq 3) {
                $null = Send-B24BotMessage chat5 'from the action'
                & $event.MessageData
            }
        }
        $timer.Start()
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        @(& $Call) | Select-Object -Last 1 | Should -BeIn 'handled', 'Message'
        $limit.Elapsed.TotalSeconds | Should -BeLessThan 50
        $global:b24ticks | Should -BeGreaterOrEqual 3
        @(Get-PortalMessage $portal chat5 | ForEach-Object { $_.text }) | Should -Contain 'from the action'
    }

    It 'do not end a bot when they fail' {
        $null = Register-ObjectEvent $timer Elapsed -SourceIdentifier b24tick -MessageData { Add-PortalPost $portal 'hello' } -Action {
            & $event.MessageData
            throw 'The action failed.'
        }
        $timer.Start()
        Start-B24Bot -MaxEvents 2 -Timeout 60 -Interval 1 -OnMessage { 'handled' } | Should -Be 'handled'
    }
}
