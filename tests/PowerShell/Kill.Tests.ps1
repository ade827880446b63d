# A bot that is killed repeatedly: no event is lost, each dialog keeps its order, and only events whose handlers were running repeat.
#
# B24_TEST_FULL=1  the figures of docs/reliability.md: 10,000 events of 200 dialogs, 50 kills. Otherwise, the size is reduced.

BeforeDiscovery {
    $size = if ($env:B24_TEST_FULL) { @{ Events = 10000; Dialogs = 200; Kills = 50 } } else { @{ Events = 400; Dialogs = 20; Kills = 4 } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $log = Join-Path $TestDrive 'handled.log'
    $store = Join-Path $TestDrive 'killed.offset'
    $worker = Join-Path $TestDrive 'worker.ps1'
    [System.IO.File]::WriteAllText($worker, @"
[System.IO.File]::WriteAllText('$log.pid', "`$PID")
Import-Module '$modulePath'
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
Start-B24Bot -OffsetStore '$store' -OnMessage {
    # A realistic duration. A handler that always ends before the kill would test nothing.
    [System.Threading.Thread]::Sleep(2)
    [System.IO.File]::AppendAllText('$log', "`$(`$_.EventId) `$(`$_.DialogId)``n")
}
"@)

    function Get-HandledCount {
        if (-not (Test-Path $log)) { return 0 }
        $text = New-Object System.IO.FileStream $log, 'Open', 'Read', 'ReadWrite'
        $reader = New-Object System.IO.StreamReader $text
        try { ($reader.ReadToEnd() -split '\n').Count - 1 } finally { $reader.Dispose() }
    }

    function Wait-Handled {
        param([int] $Count)
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while ((Get-HandledCount) -lt $Count) {
            if ($limit.Elapsed.TotalSeconds -gt 120) { throw "The worker did not get to $Count events." }
            Start-Sleep -Milliseconds 5
        }
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'A bot that is killed' {
    It '<Kills> times during <Events> events of <Dialogs> dialogs: loses none, keeps the order, and repeats only running events' -ForEach @($size) {
        $chats = foreach ($number in 1..$Dialogs) {
            $chat = Invoke-PortalControl $portal POST chats @{ title = "Chat $number"; userIds = @(17) }
            Invoke-PortalControl $portal POST "chats/$($chat.dialogId)/users" @{ userId = 456 }
            $chat.dialogId
        }
        $random = New-Object System.Random 20261127
        foreach ($number in 1..$Events) {
            $null = Invoke-PortalControl $portal POST messages @{ dialogId = $chats[$random.Next($Dialogs)]; text = "[USER=456]Bot[/USER] $number" }
        }

        $expected = @(Invoke-PortalControl $portal GET events/456 | Where-Object type -EQ ONIMBOTV2MESSAGEADD | ForEach-Object { "$($_.eventId) $($_.data.chat.dialogId)" })
        $expected.Count | Should -Be $Events

        # Kills it at a random moment: after a random number of further events.
        foreach ($kill in 1..$Kills) {
            $process = Start-ChildPowerShell $worker
            Wait-Handled ((Get-HandledCount) + 1 + $random.Next([int]($Events / $Kills * 0.7)))
            [System.IO.File]::ReadAllText("$log.pid") | Should -Be $process.Id -Because 'the worker itself is killed, and not a program that started it'
            $process.Kill()
            $process.WaitForExit()
        }

        Get-HandledCount | Should -BeLessThan $Events -Because 'each kill is to hit it at work'

        $process = Start-ChildPowerShell $worker
        Wait-Handled $Events
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while (@([System.IO.File]::ReadAllLines($log) | Select-Object -Unique).Count -lt $Events -and $limit.Elapsed.TotalSeconds -lt 120) {
            Start-Sleep -Milliseconds 50
        }

        $process.Kill()
        $process.WaitForExit()

        $handled = [System.IO.File]::ReadAllLines($log)
        $first = New-Object System.Collections.Generic.List[string]
        $seen = New-Object System.Collections.Generic.HashSet[string]
        $repeats = 0
        foreach ($line in $handled) {
            if ($seen.Add($line)) { $first.Add($line) } else { $repeats++ }
        }

        @(Compare-Object $expected $first.ToArray()).Count | Should -Be 0 -Because 'nothing is lost and nothing is made up'
        $order = New-Object System.Collections.Generic.Dictionary'[string,long]'
        $disorder = 0
        foreach ($line in $first) {
            $id, $dialog = $line -split ' '
            if ($order.ContainsKey($dialog) -and $order[$dialog] -ge [long]$id) { $disorder++ }
            $order[$dialog] = [long]$id
        }

        $disorder | Should -Be 0
        $repeats | Should -BeLessOrEqual $Kills -Because 'one event is in flight at a time'
        Write-Host "Killed $Kills times among $Events events of $Dialogs dialogs: $($first.Count) handled, $repeats repeated."
    }

    It 'while one handler is slow and <Count> events of other dialogs are done: does not repeat those' -ForEach @(@{ Count = 60 }) {
        Reset-TestPortal $portal
        Remove-Item -LiteralPath $log -ErrorAction SilentlyContinue
        $chats = foreach ($number in 1..2) {
            $chat = Invoke-PortalControl $portal POST chats @{ title = "Slow $number"; userIds = @(17) }
            Invoke-PortalControl $portal POST "chats/$($chat.dialogId)/users" @{ userId = 456 }
            $chat.dialogId
        }

        $slowStore = Join-Path $TestDrive 'slow.offset'
        [System.IO.File]::WriteAllText($worker, @"
Import-Module '$modulePath'
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
Start-B24Bot -OffsetStore '$slowStore' -ThrottleLimit 2 -OnMessage {
    if (`$_.DialogId -eq '$($chats[0])') { [System.IO.File]::AppendAllText('$log.slow', "begun``n"); [System.Threading.Thread]::Sleep(600000) }
    [System.IO.File]::AppendAllText('$log', "`$(`$_.EventId) `$(`$_.DialogId)``n")
}
"@)
        $null = Invoke-PortalControl $portal POST messages @{ dialogId = $chats[0]; text = '[USER=456]Bot[/USER] slow' }
        foreach ($number in 1..$Count) {
            $null = Invoke-PortalControl $portal POST messages @{ dialogId = $chats[1]; text = "[USER=456]Bot[/USER] $number" }
        }

        foreach ($round in 1..2) {
            $process = Start-ChildPowerShell $worker
            try {
                $wanted = $Count + $round - 1
                Wait-Handled $wanted
                $limit = [System.Diagnostics.Stopwatch]::StartNew()
                while (@([System.IO.File]::ReadAllLines("$log.slow")).Count -lt $round) {
                    if ($limit.Elapsed.TotalSeconds -gt 60) { throw 'The slow event did not come again.' }
                    Start-Sleep -Milliseconds 20
                }
            }
            finally {
                $process.Kill()
                $process.WaitForExit()
            }

            # The next round ends when this event is handled.
            $null = Invoke-PortalControl $portal POST messages @{ dialogId = $chats[1]; text = "[USER=456]Bot[/USER] after $round" }
        }

        $handled = @([System.IO.File]::ReadAllLines($log))
        $repeats = $handled.Count - @($handled | Select-Object -Unique).Count
        $repeats | Should -BeLessOrEqual 2 -Because 'no more are in flight at a time'
        Write-Host "Killed beside a slow handler: $repeats of $Count events repeated."
    }
}
