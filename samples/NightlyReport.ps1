<#
.SYNOPSIS
    Sends a report as a table once per night, even if the task runs several times.
.DESCRIPTION
    Save a profile once, as described in docs/scheduled-tasks.md. Then create a task that runs:
        pwsh -NoProfile -NonInteractive -File NightlyReport.ps1 -Name nightly -DialogId chat5
    Exit codes: 0 the report is in the chat; 1 error.
#>
[CmdletBinding()]
param(
    [string] $Name = 'nightly',
    [string] $DialogId = 'chat5',
    [int] $First = 5
)

$ErrorActionPreference = 'Stop'
Import-Module Bitrix24.Imbot
Connect-B24Profile $Name
$report = Get-Process | Sort-Object WorkingSet64 -Descending | Select-Object -First $First -Property Name, Id,
    @{ Name = 'Memory, MB'; Expression = { [math]::Round($_.WorkingSet64 / 1MB) } },
    @{ Name = 'Processor, s'; Expression = { if ($_.CPU) { [math]::Round($_.CPU) } } }
$today = Get-Date -Format 'yyyy-MM-dd'
$title = "[b]$([Environment]::MachineName)[/b], ${today}: the processes that use the most memory"
$sent = Send-B24BotMessage $DialogId $title -Attachment $report -IdempotencyKey "report-$today"
"Message $($sent.MessageId) is in $DialogId."
