# A bot with random faults, kills, clock changes, and failing events at the same time. No event is lost, and nothing ends the bot.
#
# B24_TEST_SOAK_SECONDS  how long events are produced; 10 if not set. docs/reliability.md has the counts of ten minutes.
# B24_TEST_SEED          the seed of the random choices.
#
# Clock changes need libfaketime (Debian: faketime). Everything else also runs without it.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $seconds = if ($env:B24_TEST_SOAK_SECONDS) { [int] $env:B24_TEST_SOAK_SECONDS } else { 10 }
    $seed = if ($env:B24_TEST_SEED) { [int] $env:B24_TEST_SEED } else { 20261130 }
    $random = New-Object System.Random $seed
    $portal = Start-TestPortal
    $log = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'handled')).FullName
    $clockFile = Join-Path $TestDrive 'clock'
    $fakeTime = Get-Item '/usr/lib/*/faketime/libfaketimeMT.so.1' -ErrorAction SilentlyContinue | Select-Object -First 1
    $worker = Join-Path $TestDrive 'worker.ps1'
    [System.IO.File]::WriteAllText($worker, @"
# A failure of the first calls is shown to the user who starts the bot: exit code 3, and the test starts it again.
trap { [System.IO.File]::AppendAllText('$TestDrive/ended.txt', "`$(`$_.FullyQualifiedErrorId): `$_`n`$(`$_.ScriptStackTrace)`n`$(`$_.Exception)`n"); if ("`$(`$_.Exception)" -match 'RequireEventMode|StartAsync') { exit 3 }; break }
Import-Module '$modulePath'
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token -TimeoutSec 2
Start-B24Bot -OffsetStore '$TestDrive/soak.offset' -DeadLetterPath '$TestDrive/soak.dead' -ThrottleLimit 4 -HandlerTimeout 00:00:04 -Interval 00:00:01 -OnMessage {
    `$dialogId = `$_.DialogId
    `$kind, `$number = (`$_.Message.Text -replace '^.*\]\s*').Split(' ')
    switch (`$kind) {
        'throw' { throw 'on purpose' }
        'stop' { throw (New-Object System.Management.Automation.PipelineStoppedException) }
        'hang' { Start-Sleep -Seconds 600 }
        'ask' { Read-Host 'Who reads this?' }
        'say' {
            Send-B24BotMessage -Message "Answer `$number"
            # A separate file, because several handlers run at the same time. The name gives the order, independent of the clock.
            [System.IO.File]::WriteAllText("$log/`$([System.Diagnostics.Stopwatch]::GetTimestamp().ToString('D20'))-`$number", "`$dialogId `$number")
        }
    }
}
[System.IO.File]::AppendAllText('$TestDrive/ended.txt', 'The bot ended without an error.')
"@)

    function Start-Worker {
        $start = New-PowerShellStart "-File ""$worker"""
        $start.RedirectStandardOutput = $true
        $start.RedirectStandardError = $true
        if ($fakeTime) {
            $start.EnvironmentVariables['LD_PRELOAD'] = $fakeTime.FullName
            $start.EnvironmentVariables['FAKETIME_TIMESTAMP_FILE'] = $clockFile
            # Reading the file at each look at the clock took most of the processor time. A step is seen within a second, if no other one replaces it before.
            $start.EnvironmentVariables['FAKETIME_CACHE_DURATION'] = '1'
            $start.EnvironmentVariables['FAKETIME_DONT_FAKE_MONOTONIC'] = '1'
        }

        $process = [System.Diagnostics.Process]::Start($start)
        $process.BeginOutputReadLine()
        $process.BeginErrorReadLine()
        $process
    }

    function Get-RunningWorker {
        # Returns the worker, or a new one if it has ended. Exit code 3: it did not start to listen.
        param($Process, [hashtable] $Count)
        if (-not $Process.HasExited) { return $Process }
        if ($Process.ExitCode -eq 3) { $Count.Starts++ } else { $Count.Ended++ }
        Start-Worker
    }

    function Get-HandledLine {
        foreach ($file in [System.IO.Directory]::GetFiles($log) | Sort-Object) { [System.IO.File]::ReadAllText($file) }
    }

    $odd = '"chat0"', '0', '""', '"abc"', '"chat5/7"', '"12345678901234567890"', '"../../etc/passwd"', 'true', 'null', '[]', '{}', ('[' * 300 + ']' * 300)
    function Add-PoisonEvent {
        $value = $odd[$random.Next($odd.Count)]
        $member = ('"dialogId":{0}', '"message":{0}', '"user":{0}', '"chat":{0}')[$random.Next(4)] -f $value
        $body = '{{"type":"ONIMBOTV2MESSAGEADD","data":{{"message":{{"id":1,"text":"say poison"}},"dialogId":"17",{0}}}}}' -f $member
        $direct = if ($PSVersionTable.PSVersion.Major -gt 5) { @{ NoProxy = $true } } else { @{} }
        $null = Invoke-WebRequest @direct -Uri "$($portal.controlUri)events/456" -Method Post -Body $body -ContentType 'application/json' -UseBasicParsing
    }

    # The calls of a bot that runs. A failure of the first call, with which it starts, is shown to the person who starts it.
    $methods = 'imbot.v2.Event.get', 'imbot.v2.Chat.Message.send', 'imbot.v2.Chat.InputAction.notify'
    $faults = @{ kind = 'answerLost' }, @{ kind = 'resetBefore' }, @{ kind = 'resetAfter' }, @{ kind = 'cutBody' }, @{ kind = 'halfJson' }, @{ kind = 'notJson' },
        @{ kind = 'html'; status = 502 }, @{ kind = 'queryLimitExceeded' }, @{ kind = 'hang' }, @{ kind = 'delay'; delayMilliseconds = 300 },
        @{ kind = 'status'; status = 401; error = 'CONNECTION_ERROR' }, @{ kind = 'status'; status = 500; error = 'ERROR_CORE' },
        @{ kind = 'status'; status = 429; error = 'SLOW_DOWN' }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'A bot under random faults' {
    It 'loses no event and does not end' {
        if ($fakeTime) { [System.IO.File]::WriteAllText($clockFile, '+0') }
        $chats = @('456') + @(foreach ($number in 1..8) {
                $chat = Invoke-PortalControl $portal POST chats @{ title = "Chat $number"; userIds = @(17) }
                Invoke-PortalControl $portal POST "chats/$($chat.dialogId)/users" @{ userId = 456 }
                $chat.dialogId
            })
        $count = @{ Events = 0; Failing = 0; Poison = 0; Faults = 0; Kills = 0; Steps = 0; Ended = 0; Starts = 0 }
        $steps = 0
        $process = Start-Worker
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        while ($clock.Elapsed.TotalSeconds -lt $seconds) {
            $process = Get-RunningWorker $process $count

            # Faults slow the bot down. It can catch up before more events are sent, because a growing queue would test nothing.
            if ($steps++ % 20 -eq 0) { $isFull = @(Invoke-PortalControl $portal GET events/456).Count -gt 100 }
            $chat = $chats[$random.Next($chats.Count)]
            $mention = if ($chat -eq '456') { '' } else { '[USER=456]Bot[/USER] ' }
            switch ($(if ($isFull) { Start-Sleep -Milliseconds 50; $random.Next(70, 470) } else { $random.Next(100) })) {
                { $_ -lt 60 } { $count.Events++; Add-PortalPost $portal "${mention}say $($count.Events)" -DialogId $chat; break }
                { $_ -lt 66 } { $count.Poison++; Add-PoisonEvent; break }
                { $_ -lt 69 } { $count.Failing++; Add-PortalPost $portal ($mention + ('throw', 'stop', 'ask')[$random.Next(3)]) -DialogId $chat; break }
                { $_ -eq 69 } { if ($random.Next(8) -eq 0) { $count.Failing++; Add-PortalPost $portal "${mention}hang" -DialogId $chat }; break }
                { $_ -lt 78 } { $count.Faults++; $fault = $faults[$random.Next($faults.Count)]; Add-PortalFault $portal $fault.kind $methods[$random.Next($methods.Count)] -Option (@{} + $fault | ForEach-Object { $_.Remove('kind'); $_ }); break }
                { $_ -eq 78 } {
                    if ($random.Next(3) -eq 0) { $count.Kills++; $process.Kill(); $process.WaitForExit(); $process = Start-Worker }
                    break
                }
                { $_ -eq 79 } {
                    if ($fakeTime) { $count.Steps++; [System.IO.File]::WriteAllText($clockFile, ('{0:+0;-0}' -f $random.Next(-7200, 7200))) }
                    break
                }
                default { Start-Sleep -Milliseconds 20 }
            }
        }

        # Remaining events are handled once the portal works again.
        Invoke-PortalControl $portal DELETE faults
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while (@(Invoke-PortalControl $portal GET events/456).Count -gt 0 -and $limit.Elapsed.TotalSeconds -lt 180) {
            $process = Get-RunningWorker $process $count
            Start-Sleep -Milliseconds 100
        }

        $waiting = @(Invoke-PortalControl $portal GET events/456).Count
        $process.Kill()
        $process.WaitForExit()

        $handled = @(Get-HandledLine)
        $first = New-Object System.Collections.Generic.HashSet[string]
        $order = @{}
        $disorder = 0
        foreach ($line in $handled) {
            if ($line -notmatch '^\S+ \d+$' -or -not $first.Add($line)) { continue }
            $dialog, $number = $line -split ' '
            if ($order[$dialog] -gt [int] $number) { $disorder++ }
            $order[$dialog] = [int] $number
        }

        # An event whose handler could not send its message is a dead letter, and not lost.
        $dead = if (Test-Path "$TestDrive/soak.dead") { @([System.IO.File]::ReadAllLines("$TestDrive/soak.dead")) } else { @() }
        $numbers = New-Object System.Collections.Generic.HashSet[int]
        foreach ($line in $first) { $null = $numbers.Add([int] ($line -split ' ')[1]) }
        $done = $numbers.Count
        foreach ($line in $dead) { if ($line -match '\bsay (\d+)') { $null = $numbers.Add([int] $Matches[1]) } }
        $lost = $count.Events - $numbers.Count
        Write-Host ("Seed {0}, {1} s: {2} events, {3} that fail, {4} poison, {5} faults, {6} kills, {7} clock steps; {8} handled, {9} lost, {10} still waiting, {11} out of order, {12} repeated, {13} dead letters, ended {14} times, {15} starts repeated." -f
            $seed, $seconds, $count.Events, $count.Failing, $count.Poison, $count.Faults, $count.Kills, $count.Steps, $done, $lost, $waiting, $disorder, ($handled.Count - $first.Count), $dead.Count, $count.Ended, $count.Starts)

        if (Test-Path "$TestDrive/ended.txt") { Write-Host ([System.IO.File]::ReadAllText("$TestDrive/ended.txt")) }
        $waiting | Should -Be 0
        $lost | Should -Be 0
        $done | Should -BeGreaterThan ($count.Events / 2) -Because 'a run in which most handlers fail shows little'
        $disorder | Should -Be 0
        $count.Ended | Should -Be 0
        $dead.Count | Should -BeGreaterOrEqual $count.Failing
        $dead | ForEach-Object { { ConvertFrom-Json $_ } | Should -Not -Throw }
    }
}
