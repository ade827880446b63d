<#
.SYNOPSIS
    Sends each person of a CSV file a text of their own. A second run sends nothing twice.
.DESCRIPTION
    Save a profile once, as docs/scheduled-tasks.md shows. The file has the columns Email and Message. Then:
        pwsh -NoProfile -File Broadcast.ps1 -Name ops -Path people.csv -Campaign move-2026
    What could not be sent is in failed.csv beside the file, with the reason. Exit codes: 0 all were sent; 1 some were not.
#>
[CmdletBinding()]
param(
    [string] $Name = 'ops',
    [Parameter(Mandatory = $true)] [string] $Path,

    # One name for one broadcast: within 31 days, nobody gets its message twice.
    [Parameter(Mandatory = $true)] [string] $Campaign
)

$ErrorActionPreference = 'Stop'
Import-Module Bitrix24.Imbot
Connect-B24Profile $Name
$ErrorActionPreference = 'Continue'
$people = @{}
Get-B24User | Where-Object Email | ForEach-Object { $people[$_.Email] = $_.DialogId }
$rows = Import-Csv -LiteralPath $Path -Encoding UTF8
$known, $unknown = $rows.Where({ $people[$_.Email] }, 'Split')
$messages = $known | ForEach-Object {
    [pscustomobject]@{ DialogId = $people[$_.Email]; Message = $_.Message; IdempotencyKey = "$Campaign-$($people[$_.Email])" }
}
$sent = @($messages | Send-B24BotMessage -AsBatch -ErrorAction SilentlyContinue -ErrorVariable problems)
$failed = @($unknown | ForEach-Object { [pscustomobject]@{ Recipient = $_.Email; Reason = 'No such person on the portal.' } }) +
    @($problems | ForEach-Object { [pscustomobject]@{ Recipient = "$($_.TargetObject)"; Reason = "$_" } })
"$($sent.Count) sent, $($failed.Count) failed."
if ($failed) {
    $failed | Export-Csv -LiteralPath (Join-Path (Split-Path (Resolve-Path -LiteralPath $Path)) 'failed.csv') -NoTypeInformation -Encoding UTF8
    exit 1
}
