# Many runspaces of one PowerShell with one session whose token has expired: no runspace hangs, whatever the authorization server does.
#
# B24_TEST_FULL=1  100 runspaces instead of 20. Each loads the module.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $count = if ($env:B24_TEST_FULL -eq '1') { 100 } else { 20 }
    $initial = [initialsessionstate]::CreateDefault2()
    $initial.ImportPSModule($modulePath)
    $pool = [runspacefactory]::CreateRunspacePool($count, $count, $initial, $Host)
    $pool.Open()

    function Invoke-Everywhere {
        # Runs a script in all runspaces at the same time. Returns the output of each, and the seconds of the slowest.
        param([string] $Script, [object[]] $Argument, [int] $LimitSec)
        $gate = New-Object System.Threading.ManualResetEventSlim
        $ready = New-Object System.Threading.CountdownEvent $count
        $running = foreach ($number in 1..$count) {
            $shell = [powershell]::Create()
            $shell.RunspacePool = $pool
            $null = $shell.AddScript("param(`$gate, `$ready, `$session) `$null = `$ready.Signal(); `$gate.Wait(); $Script").AddArgument($gate).AddArgument($ready)
            foreach ($value in $Argument) { $null = $shell.AddArgument($value) }
            @{ Shell = $shell; Call = $shell.BeginInvoke() }
        }
        if (-not $ready.Wait(120000)) { throw "Not all of $count runspaces began." }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $gate.Set()
        $results = foreach ($one in $running) {
            $left = [Math]::Max(1, $LimitSec * 1000 - $watch.ElapsedMilliseconds)
            if ($one.Call.AsyncWaitHandle.WaitOne([int]$left)) { $one.Shell.EndInvoke($one.Call) } else { 'hangs' }
        }
        foreach ($one in $running) { $one.Shell.Dispose() }
        @{ Results = @($results); Seconds = $watch.Elapsed.TotalSeconds }
    }

    $call = 'try { "answered " + (Get-B24ApiRevision -Session $session -ErrorAction Stop).Rest } catch { ($_.FullyQualifiedErrorId -split ",")[0] }'
}

AfterAll {
    $pool.Dispose()
    Stop-TestPortal $portal
}

Describe 'Runspaces with one expired session' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
    }

    AfterEach {
        Reset-TestSession
    }

    It 'share one refresh' {
        $session = Connect-TestOAuth $portal -Option @{ PassThru = $true; RequestRate = 'Unlimited' }
        Set-PortalTokenExpired $portal
        $all = Invoke-Everywhere $call $session 60
        @($all.Results | Where-Object { $_ -like 'answered *' }).Count | Should -Be $count
        @(Get-PortalRequest $portal oauth/token).Count | Should -Be 1
    }

    It 'all get an error when the refresh fails once and then hangs' {
        $session = Connect-TestOAuth $portal -Option @{ PassThru = $true; RequestRate = 'Unlimited'; TimeoutSec = 3 }
        Set-PortalTokenExpired $portal
        Add-PortalFault $portal Html oauth/token
        Add-PortalFault $portal HangToken oauth/token -1
        $all = Invoke-Everywhere $call $session 60
        Write-Host ("{0} runspaces, the last ended after {1:0.0} s of 3 s timeout" -f $count, $all.Seconds)
        @($all.Results | Where-Object { $_ -eq 'PortalTimeout' }).Count | Should -Be $count

        # The session works again as soon as the server does.
        Invoke-PortalControl $portal DELETE faults
        (Get-B24ApiRevision -Session $session -ErrorAction Stop).Rest | Should -BeGreaterThan 30
    }
}
