<#
.SYNOPSIS
    Sends a personal message to each person in a CSV file. A second run sends no duplicates.
.DESCRIPTION
    Save a profile once, as described in docs/scheduled-tasks.md. The file has the columns Email and Message. Then:
        pwsh -NoProfile -File Broadcast.ps1 -Name ops -Path people.csv -Campaign move-2026
    Messages that could not be sent are listed in failed.csv in the same folder, with the reason. Exit codes: 0 all messages were sent; 1 some failed.
#>
[CmdletBinding()]
param(
    [string] $Name = 'ops',
    [Parameter(Mandatory = $true)] [string] $Path,

    # The name of the broadcast. Within 31 days, no one gets the message twice.
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
$failed = @($unknown | ForEach-Object { [pscustomobject]@{ Recipient = $_.Email; Reason = 'The portal has no user with this email address.' } }) +
    @($problems | ForEach-Object { [pscustomobject]@{ Recipient = "$($_.TargetObject)"; Reason = "$_" } })
"$($sent.Count) sent, $($failed.Count) failed."
if ($failed) {
    $failed | Export-Csv -LiteralPath (Join-Path (Split-Path (Resolve-Path -LiteralPath $Path)) 'failed.csv') -NoTypeInformation -Encoding UTF8
    exit 1
}
