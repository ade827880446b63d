# A bot with functions whose commands are called many times: no memory of a call remains. 10,000 calls with B24_TEST_FULL=1 (nightly), a few otherwise.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
    $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive 'state'
    $bot = Start-ListeningBot @"
        function Get-Fast { [CmdletBinding()] param([int] `$Number) Write-Progress -Activity counting; [pscustomobject]@{ Number = `$Number; State = 'done'; Note = 'of many' } }
        Start-B24Bot -Interval 1 -Allow Everyone -Function Get-Fast
"@

    # One person may send 60 commands in a minute.
    $people = @(1..20 | ForEach-Object { (Invoke-PortalControl $portal POST users @{ firstName = "Person$_"; lastName = 'Calling' }).id })

    function Invoke-Call {
        # Makes this number of calls, at most 40 at a time.
        param([int] $Count)
        while ($Count -gt 0) {
            Clear-PortalRequest $portal
            $batch = [math]::Min($Count, 40)
            for ($index = 0; $index -lt $batch; $index++) { Add-PortalPost $portal "/get-fast $index" -UserId $people[$index % $people.Count] }
            $limit = [System.Diagnostics.Stopwatch]::StartNew()
            while (@(Get-PortalRequest $portal 'imbot.v2.Chat.Message.send' | Where-Object { $_.Json.fields.attach }).Count -lt $batch) {
                if ($limit.Elapsed.TotalSeconds -gt 120) { throw "$batch calls did not end. $(Get-BotOutput)" }
                Start-Sleep -Milliseconds 50
            }

            $Count -= $batch
        }
    }

    function Measure-Heap {
        # The memory in use.
        1..3 | ForEach-Object { [System.GC]::Collect(); [System.GC]::WaitForPendingFinalizers() }
        [System.GC]::GetTotalMemory($true)
    }
}

AfterAll {
    Stop-Bot $bot
    Stop-TestPortal $portal
}

Describe 'The memory of a bot with functions' {
    It 'does not grow after many calls' {
        $calls = if ($env:B24_TEST_FULL -eq '1') { 10000 } else { 20 }
        Invoke-Call 20
        $before = Measure-Heap
        Invoke-Call $calls

        # A runspace that isn't closed needs more than 1 MB. Runspaces are closed concurrently with the next run, so it is measured until they are.
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        do { $grown = ((Measure-Heap) - $before) / 1mb } until ($grown -lt 8 -or $limit.Elapsed.TotalSeconds -gt 20)
        $grown | Should -BeLessThan 8 -Because "$calls calls"
        if ($env:B24_TEST_FULL -eq '1') { Write-Verbose ('{0} calls: {1:0.0} MB more' -f $calls, $grown) -Verbose }
    }
}
