<#
.SYNOPSIS
Runs Pester files and says what came of them. Works in Windows PowerShell 5.1 and in PowerShell 7.

.DESCRIPTION
Exit code 0: everything passed, or was skipped with a reason. 1: something failed, was skipped without a reason, or no test was found.
With -ResultFile the same as JSON. With -TestName only the tests whose full names match one of the wildcard patterns. The files find the module in $env:B24_TEST_MODULE and the emulator in $env:B24_TEST_EMULATOR.
#>
param(
    [Parameter(Mandatory = $true)]
    [string[]] $Path,

    [string] $PesterPath = 'Pester',

    [string] $ResultFile,

    [string[]] $TestName
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module -Name $PesterPath -MinimumVersion 5.0

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
if ($TestName) { $configuration.Filter.FullName = $TestName }
$ErrorActionPreference = 'Continue'
$run = Invoke-Pester -Configuration $configuration
$ErrorActionPreference = 'Stop'

# Set-ItResult -Because leaves its reason in the error record; the switch -Skip leaves none.
$selected = @($run.Tests | Where-Object { -not $TestName -or $_.ShouldRun })
$notRun = @($selected | Where-Object { $_.Result -notin 'Passed', 'Failed' } | ForEach-Object {
        $reason = ''
        if ("$($_.ErrorRecord)" -match 'because (?<reason>.+)') { $reason = $Matches.reason.Trim() }
        [pscustomobject] @{ Name = $_.ExpandedPath; Reason = $reason }
    })
$withoutReason = @($notRun | Where-Object { -not $_.Reason })
$skipAdvice = "was skipped without a reason. Use Set-ItResult -Skipped -Because '...' in the test instead of -Skip."

$broken = @(@($run.Tests | Where-Object { $_.Result -eq 'Failed' }) + @($run.FailedBlocks) + @($run.FailedContainers) |
        Where-Object { $_ } |
        ForEach-Object { "$(if ($_.ExpandedPath) { $_.ExpandedPath } else { $_.Item }): $($_.ErrorRecord -join ' ')" })
$broken += @($withoutReason | ForEach-Object { "$($_.Name) $skipAdvice" })
if ($selected.Count -eq 0) { $broken += 'No test was found.' }
$broken | Write-Output

# A block or a file can fail without a failed test, for instance in AfterAll or while it is read.
$failed = [int] $run.FailedCount
if ($run.Result -ne 'Passed' -and $failed -eq 0) { $failed = 1 }

if ($ResultFile) {
    $result = [ordered] @{
        PowerShell = "$($PSVersionTable.PSVersion)"
        Pester   = "$((Get-Module -Name Pester).Version)"
        Seconds  = $run.Duration.TotalSeconds
        Total    = [int] $run.TotalCount
        Passed   = [int] $run.PassedCount
        Failed   = $failed
        Failures = $broken
        NotRun   = $notRun
    }
    [System.IO.File]::WriteAllText($ResultFile, (ConvertTo-Json -InputObject $result -Depth 4))
}

if ($failed -or $broken) { exit 1 }

# Not by exit: PowerShell would wait for a run that a test has abandoned, for example in a regular expression.
[System.Environment]::Exit(0)
