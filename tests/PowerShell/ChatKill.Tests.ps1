# A bot with functions that is killed many times while people call, answer, approve, and wait: nothing is lost, asked twice, or run twice, and no button remains.
#
# B24_TEST_FULL=1  the figures of docs/reliability.md: 200 kills. Otherwise, the size is reduced.

BeforeDiscovery {
    $kills = if ($env:B24_TEST_KILLS) { [int] $env:B24_TEST_KILLS } elseif ($env:B24_TEST_FULL) { 200 } else { 3 }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
    $marker = Join-Path $TestDrive 'marker.txt'
    $script = Join-Path $TestDrive 'bot.ps1'
    $state = Join-Path $TestDrive 'state'
    $old = $env:BITRIX24_IMBOT_STATE
    $env:BITRIX24_IMBOT_STATE = $state
    [System.IO.File]::WriteAllText($script, @"
Import-Module '$modulePath'
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
function Restart-Thing {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param([Parameter(Mandatory)] [string] `$Id, [Parameter(Mandatory)] [ValidateSet('web', 'db')] [string] `$Name, [Parameter(Mandatory)] [string] `$Reason)
    [System.IO.File]::AppendAllText(`$Marker, "`$Id``n")
    [System.Threading.Thread]::Sleep(100)
    "done `$Id."
}
function Get-Asked {
    param([Parameter(Mandatory)] [string] `$Id)
    [System.IO.File]::AppendAllText(`$Marker, "`$Id``n")
    `$choice = `$Host.UI.PromptForChoice('Color', "Which one for `${Id}?", @('&Red', '&Blue'), 0)
    "done `$Id."
}
function Get-Quick {
    param([Parameter(Mandatory)] [string] `$Id)
    [System.IO.File]::AppendAllText(`$Marker, "`$Id``n")
    "done `$Id."
}
`$Marker = '$marker'
Start-B24Bot -Interval 1 -Function Restart-Thing, Get-Asked, Get-Quick -Variable Marker -Allow 17 -FunctionRule @{ 'Restart-Thing' = @{ Approve = 23 } } *>> '$script.log'
"@)

    function Wait-Listening {
        # Waits until the bot reads events. Meanwhile, people continue to act.
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not @(Get-PortalRequest $portal 'imbot.v2.Event.get' -Count 1 -WaitSeconds 1).Count) {
            if ($run.Bot.HasExited -or $limit.Elapsed.TotalSeconds -gt 60) { throw "The bot does not listen: $(Get-Content "$script.log" -Raw -ErrorAction Ignore)" }
        }
    }

    function Test-HasButton {
        param($Message)
        @($Message.params.KEYBOARD | Where-Object { $_ }).Count -gt 0
    }

    function Add-Call {
        # Of four calls, one asks during its run, and one only runs. The others ask for two values and need confirmation and approval.
        $run.Calls++
        $id = 'c{0:000}' -f $run.Calls
        Add-PortalPost $portal $(switch ($run.Calls % 4) { 0 { "/get-asked $id" } 2 { "/get-quick $id" } default { "/restart-thing -Id $id" } })
    }

    function Step-People {
        # Presses each open card once, and answers each text question once, as soon as a person can see it.
        foreach ($person in 17, 23) {
            foreach ($message in Get-Said $person) {
                if ($run.Acted.Contains([long] $message.id)) { continue }
                if (Test-HasButton $message) {
                    $null = $run.Acted.Add([long] $message.id)
                    try {
                        $null = Invoke-PortalControl $portal POST "messages/$($message.id)/press" @{ index = 0; userId = $person }
                    }
                    catch {
                        # The question of an interrupted run can lose its buttons before the press arrives.
                        if (Test-HasButton (Get-Said $person | Where-Object id -EQ $message.id)) { throw }
                    }
                }
                elseif ($person -eq 17 -and $message.text -like 'Reason*') {
                    $null = $run.Acted.Add([long] $message.id)
                    Add-PortalPost $portal 'because'
                }
            }
        }
    }

    function Get-Open {
        # Calls without a result and without a report.
        $said = (Get-Said 17).text -join "`n"
        @(1..$run.Calls | ForEach-Object { 'c{0:000}' -f $_ } | Where-Object { $said -notmatch "done $_\.|$_ was interrupted" })
    }

    function Stop-BotProcess {
        if ($run.Bot -and -not $run.Bot.HasExited) { $run.Bot.Kill(); $run.Bot.WaitForExit() }
    }

    function Invoke-Round {
        # Kills the bot this number of times, waits for the end of all calls, and returns the counts.
        param([int] $Kills)
        Reset-TestPortal $portal
        Remove-Item $marker, $state -Recurse -Force -ErrorAction Ignore
        $script:run = @{ Bot = $null; Calls = 0; Acted = New-Object System.Collections.Generic.HashSet[long] }
        foreach ($kill in 1..$Kills) {
            if ($run.Calls) { $open = @(Get-Open).Count } else { $open = 0 }
            while ($open++ -lt 3) { Add-Call }
            Clear-PortalRequest $portal
            $run.Bot = Start-ChildPowerShell $script
            if ($random.Next(8)) {
                # At a random request, or at a random time; otherwise, while it starts.
                Wait-Listening
                $requests = if ($random.Next(2)) { $random.Next(1, 14) } else { 1000 }
                $limit = [System.Diagnostics.Stopwatch]::StartNew()
                $time = if ($requests -lt 1000) { 4000 } else { $random.Next(2500) }
                do {
                    Step-People
                    $count = @(Get-PortalRequest $portal 'imbot.v2.Chat.Message.*' -Count $requests -WaitSeconds 0).Count
                } while ($count -lt $requests -and $limit.ElapsedMilliseconds -lt $time)
            }

            [System.Threading.Thread]::Sleep($random.Next(60))
            Stop-BotProcess
        }

        $run.Bot = Start-ChildPowerShell $script
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        do {
            Step-People
            $isOpen = @(Get-Open).Count -gt 0 -or @(17, 23 | ForEach-Object { Get-Said $_ } | Where-Object { Test-HasButton $_ }).Count -gt 0
        } while ($isOpen -and $limit.Elapsed.TotalSeconds -lt 60)

        Stop-BotProcess
        $asked = @(Get-Said 17)
        $approvals = @(Get-Said 23)
        $markers = @([System.IO.File]::ReadAllLines($marker))
        $count = @{ Calls = $run.Calls; Lost = 0; AskedTwice = 0; NotAsked = 0; RunTwice = 0; Buttons = 0; Interrupted = 0; Both = 0; Strange = 0 }
        $count.Buttons = @($asked + $approvals | Where-Object { Test-HasButton $_ }).Count
        $withForm = 0
        foreach ($number in 1..$run.Calls) {
            $id = 'c{0:000}' -f $number
            $done = @($asked | Where-Object text -Match "done $id\.").Count
            $interrupted = @($asked | Where-Object text -Match "$id was interrupted").Count
            $runs = @($markers | Where-Object { $_ -eq $id }).Count
            if ($done + $interrupted -eq 0) { $count.Lost++; Write-Host "$id is lost." }
            if ($runs -gt 1 -or $done -gt 1) { $count.RunTwice++; Write-Host "$id ran $runs times and answered $done times." }
            if ($done -and -not $runs -or $interrupted -gt 1) { $count.Strange++; Write-Host "$id ran $runs times, answered $done times, and was reported $interrupted times." }
            if ($interrupted) { $count.Interrupted++ }
            if ($interrupted -and $done) { $count.Both++ }
            $cards = if ($number % 2) {
                $withForm++
                @($asked | Where-Object text -CMatch "(?s)Restart-Thing.*$id\b").Count
                @($approvals | Where-Object text -CMatch "(?s)Restart-Thing.*$id\b").Count
            }
            elseif ($number % 4 -eq 0) {
                # Only a run that was interrupted before its question has none.
                [Math]::Max(@($asked | Where-Object text -Match "Which one for $id").Count, $interrupted)
            }

            $count.AskedTwice += @($cards | Where-Object { $_ -gt 1 }).Count
            $count.NotAsked += @($cards | Where-Object { $_ -eq 0 }).Count
            if (@($cards | Where-Object { $_ -ne 1 })) { Write-Host "The cards of ${id}: $cards" }
        }

        foreach ($question in 'Name', 'Reason') {
            $count.AskedTwice += [Math]::Max(0, @($asked | Where-Object text -Like "$question*").Count - $withForm)
            $count.NotAsked += [Math]::Max(0, $withForm - @($asked | Where-Object text -Like "$question*").Count)
        }

        if ($count.Lost + $count.AskedTwice + $count.NotAsked + $count.RunTwice + $count.Strange + $count.Buttons) {
            Write-Host ($count | Out-String)
            foreach ($message in Get-PortalMessage $portal '17') { Write-Host "17: $($message.id) by $($message.authorId): $($message.text -replace '\s+', ' ')" }
            foreach ($message in Get-PortalMessage $portal '23') { Write-Host "23: $($message.id) by $($message.authorId): $($message.text -replace '\s+', ' ')" }
        }

        $count
    }
}

AfterAll {
    if ($run) { Stop-BotProcess }
    $env:BITRIX24_IMBOT_STATE = $old
    Stop-TestPortal $portal
}

Describe 'Calls of a bot that is killed' {
    It '<_> times, at any step of ask, approve, run and answer: none is lost, asked twice, or run twice, and no button remains' -ForEach $kills {
        $seed = if ($env:B24_TEST_SEED) { [int] $env:B24_TEST_SEED } else { 20261130 }
        $random = New-Object System.Random $seed
        $total = @{}
        for ($left = $_; $left -gt 0; $left -= 10) {
            $counts = Invoke-Round ([Math]::Min($left, 10))
            foreach ($name in $counts.Keys) { $total[$name] += $counts[$name] }
        }

        Write-Host "Killed $_ times, seed ${seed}: $($total.Calls) calls, of which $($total.Interrupted) were reported as interrupted, $($total.Both) of those after their result had arrived."
        $log = "Seed $seed. The bot said: $(Get-Content "$script.log" -Raw -ErrorAction Ignore)"
        foreach ($name in 'Lost', 'AskedTwice', 'NotAsked', 'RunTwice', 'Strange', 'Buttons') {
            $total[$name] | Should -Be 0 -Because "$name. $log"
        }
    }
}
